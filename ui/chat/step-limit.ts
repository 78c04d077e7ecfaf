/** How many steps a message may become, in words; nothing while the limit is not known. */
export const stepLimit = (limit: number | undefined): string => (limit === undefined ? '' : limit === 1 ? 'one step' : `up to ${limit} steps`);
