const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'; // 32 of them, without those that look alike.
const GROUPS = 4;
const GROUP = 5;

/** A password of 100 random bits, in groups that can be read out; the person replaces it at the first sign-in. */
export function oneTimePassword(): string {
  const letters = [...crypto.getRandomValues(new Uint8Array(GROUPS * GROUP))].map((byte) => LETTERS.charAt(byte % LETTERS.length));
  return Array.from({ length: GROUPS }, (_none, n) => letters.slice(n * GROUP, (n + 1) * GROUP).join('')).join('-');
}
