import { randomInt } from 'node:crypto';

/** Consonants alone: none is taken for another or for a digit, and no word comes of them (RFC 8628, section 6.1). */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
const LENGTH = 8;
const CODE = new RegExp(`^[${LETTERS}]{${LENGTH}}$`);

/** A new code of 34 random bits that a person can read to another, without its dash. */
export const mintUserCode = (): string => Array.from({ length: LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');

/** The code that somebody typed, whatever its case, dashes and spaces; null where it is none. */
export function readUserCode(text: string): string | null {
  const letters = text.toUpperCase().replace(/[\s-]/g, '');
  return CODE.test(letters) ? letters : null;
}

/** A code as people see it: XXXX-XXXX. */
export const showUserCode = (code: string): string => `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
