const yes = new Set([
  'yes', 'y', 'yep', 'yeah', 'yup', 'sure', 'ok', 'okay', 'k', 'confirm', 'confirmed', 'i confirm', 'proceed', 'go', 'go on', 'go ahead',
  'do it', 'do that', 'run it', 'approve', 'continue', 'affirmative', 'of course', 'yes confirm', 'yes proceed', 'yes do it', 'yes go ahead',
  'yes run it', 'yes i confirm', 'ok do it', 'ok go ahead', 'ok proceed', 'okay do it', 'sure go ahead', 'please do', 'yes please do',
]);

const no = new Set([
  'no', 'n', 'nope', 'nah', 'cancel', 'cancel it', 'cancel that', 'stop', 'stop it', 'abort', 'abort it', 'never mind', 'nevermind', 'forget it',
  'do not', 'dont', "don't", 'do not do it', "don't do it", 'dont do it', 'no cancel', 'no stop', 'no thanks', 'no thank you', 'drop it',
  'leave it', 'quit', 'no do not', "no don't", 'rather not', 'not now', 'negative',
]);

/** Reads a yes or a no out of a closed vocabulary, whole message only; anything else is neither, and nothing is guessed. */
export function readConfirmation(message: string): 'yes' | 'no' | null {
  if (message.length > 60) return null; // Nothing in the vocabulary is longer, and a long message is never just a yes.
  const words = message.normalize('NFKC').toLowerCase().replace(/’/gu, "'").replace(/[.,!\s]+/gu, ' ').trim();
  const plain = words.replace(/^please | please$/gu, '');
  if (yes.has(words) || yes.has(plain)) return 'yes';
  return no.has(words) || no.has(plain) ? 'no' : null;
}
