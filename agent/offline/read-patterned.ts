import { readQuantity } from './read-quantity.ts';
import { openFields, takeValue, type Reading } from './reading.ts';
import { range } from './token-at.ts';

/** Reads what has the form that an input demands, such as the version in 'prepare 2.5.0 for search'; one such word, or none. */
export function readPatterned(reading: Reading): void {
  for (const field of openFields(reading)) {
    const { hasForm } = field;
    if (field.kind !== 'string' || field.options.length > 0 || !field.required || hasForm === null) continue;
    const found = listChunks(reading).filter(({ text }) => /\d/u.test(text) && readQuantity(text) === null && hasForm(text));
    const [chunk, ...others] = found;
    if (chunk && others.length === 0) takeValue(reading, field, chunk.text, chunk.tokens);
  }
}

type Chunk = { readonly text: string; readonly tokens: readonly number[] };

/** What stands between spaces, without the punctuation at its end. */
function listChunks({ text, tokens, taken }: Reading): Chunk[] {
  return [...text.matchAll(/\S+/gu)].flatMap(({ index, 0: whole }) => {
    const written = whole.replace(/[.,;:!?]+$/u, '');
    const inside = range(0, tokens.length).filter((at) => {
      const token = tokens[at];
      return token !== undefined && token.start >= index && token.end <= index + written.length;
    });
    const isPlain = inside.every((at) => !taken.has(at) && ['word', 'number', 'mark'].includes(tokens[at]?.kind ?? ''));
    return inside.length > 0 && isPlain ? [{ text: written, tokens: inside }] : [];
  });
}
