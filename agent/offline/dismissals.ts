const dismissals: ReadonlySet<string> = new Set([
  'never mind', 'nevermind', 'forget it', 'forget that', 'forget about it', 'cancel', 'cancel it', 'cancel that', 'abort', 'abort it', 'abort that',
  'scratch that', 'drop it', 'drop that', 'leave it', 'leave it alone', 'leave it be', 'not now', 'no', 'no thanks', 'nothing', 'do nothing',
]);

/** Whether a whole message only takes back what was said before. */
export function isDismissal(message: string): boolean {
  const words = message.normalize('NFKC').toLowerCase().replace(/[.,!\s]+/gu, ' ').trim();
  return dismissals.has(words.replace(/^(?:no|oh|ok|okay|please|actually) (?=.)| (?:please|then|now)$/gu, ''));
}
