/** A cost in words. */
export const units = (cost: number): string => `${cost.toLocaleString('en')} ${cost === 1 ? 'unit' : 'units'}`;
