import { Option } from 'commander';
import { wholeNumber } from './whole-number.ts';

/** The option that makes a call depend on the version that its caller has seen. */
export const ifMatch = (): Option => new Option('--if-match <version>', 'only if this is still the newest version').argParser(wholeNumber(0, Number.MAX_SAFE_INTEGER));

/** The header of that option, where it was given. */
export const ifMatchHeader = (version: number | undefined): Record<string, string> => (version === undefined ? {} : { 'if-match': `"${version}"` });
