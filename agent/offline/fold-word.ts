/** One spelling per word: compatibility forms and case folded, a possessive 's dropped. */
export function foldWord(word: string): string {
  return word.normalize('NFKC').toLowerCase().replace(/’/gu, "'").replace(/'s$/u, '');
}

/** Letters and digits only, so that `Dark Mode`, `dark-mode` and `dark_mode` are equal. */
export function squash(text: string): string {
  return foldWord(text).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** A noun without its plural ending. Verbs keep theirs: 'added' or 'increments' tell of something, they do not ask for it. */
export function stem(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is)$/u.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return /(?:[sx]|ch|sh)es$/u.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

/** The lower-case words of a name, an id or a sentence: split at spaces, punctuation and camelCase. */
export function splitWords(text: string): string[] {
  const spaced = text.replace(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/gu, ' ').replace(/['’]s\b/gu, '');
  return foldWord(spaced).match(/[\p{L}\p{N}]+(?:'\p{L}+)*/gu) ?? [];
}
