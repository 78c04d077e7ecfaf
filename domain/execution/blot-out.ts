const MARK = '[redacted]';

/** A shorter text is found in many words that have nothing to do with it. */
const SHORT = 4;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Puts a mark in place of a text wherever it stands; one of a few characters only where it is a word of its own, since it would be told by the gaps that it leaves in other words. */
export function blotOut(text: string, secret: string): string {
  if (secret.length >= SHORT) return text.replaceAll(secret, MARK);
  const parts = text.split(secret);
  return parts.slice(1).reduce((said, after, index) => {
    const before = parts[index] ?? '';
    const isInside = LETTER_OR_DIGIT.test(before.slice(-1)) || LETTER_OR_DIGIT.test(after.slice(0, 1));
    return said + (isInside ? secret : MARK) + after;
  }, parts[0] ?? '');
}
