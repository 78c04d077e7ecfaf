import { commonestPasswords } from './commonest-passwords.ts';

/** Whose password it is: what anybody knows of him is no secret. */
export type PasswordOwner = { readonly username: string; readonly email: string | null };

const SHORTEST_NAME = 4; // A shorter name stands in many words by chance.
const LONGEST_UNIT = 4;
const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'azertyuiop', '1234567890', 'abcdefghijklmnopqrstuvwxyz'] as const;

/**
 * Why a password that is long enough is one that somebody would guess, in words that end a sentence; null where it is none.
 * NIST SP 800-63B: a length, and a look into what is commonly used or expected, its context included; no rules of
 * composition, and no expiry.
 */
export function weaknessOf(password: string, owner: PasswordOwner): string | null {
  const folded = password.normalize('NFKC').toLowerCase();
  if (contains(folded, owner.username)) return 'expected a password without the user name in it';
  if (namesIn(owner.email).some((name) => contains(folded, name))) return 'expected a password without the email address in it';
  if (repeats(folded)) return 'expected a password that is not a few characters repeated';
  if (runsOn(folded)) return 'expected a password that is not a plain sequence';
  if (commonestPasswords.has(folded)) return 'expected a password that is not among the commonest';
  return null;
}

const contains = (folded: string, name: string): boolean => name.length >= SHORTEST_NAME && folded.includes(name.toLowerCase());

const namesIn = (email: string | null): string[] => (email === null ? [] : [email, email.slice(0, email.lastIndexOf('@'))]);

/** Whether up to four characters, over and over, make the whole of it. */
const repeats = (text: string): boolean =>
  Array.from({ length: LONGEST_UNIT }, (_none, n) => text.slice(0, n + 1)).some((unit) => unit.repeat(Math.ceil(text.length / unit.length)).startsWith(text));

/** Whether it is one row of a keyboard, the digits or the alphabet, from anywhere in it on, round and round, in either direction. */
const runsOn = (text: string): boolean => ROWS.flatMap((row) => [row, [...row].toReversed().join('')]).some((row) => row.repeat(Math.ceil(text.length / row.length) + 1).includes(text));
