import { claimsDone, splitSentences } from './claims-done.ts';

/** Hears the words of a model as they come, and `flush` when it is silent. */
export type Teller = { hear(piece: string): void; flush(): void };

/** A sentence that is longer is passed on in parts. */
const MAX_WAITING = 2_000;

/** Passes on whole sentences, up to the first that claims something was done: it would stand on the page before any record could answer it. */
export function tellSentences(tell: (text: string) => void): Teller {
  let waiting = '';
  let isTrusted = true;
  const pass = (text: string) => {
    isTrusted &&= !claimsDone(text);
    if (isTrusted && text !== '') tell(text);
  };
  return {
    hear: (piece) => {
      waiting += piece;
      const sentences = splitSentences(waiting);
      // The last one may still go on, even behind its full stop ('1.5').
      waiting = waiting.length > MAX_WAITING ? '' : (sentences.pop() ?? '');
      for (const sentence of sentences) pass(sentence);
    },
    flush: () => {
      pass(waiting);
      waiting = '';
    },
  };
}
