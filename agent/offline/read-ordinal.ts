const words = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh', 'twelfth'];

const written = new RegExp(`(?<![\\p{L}\\p{N}][-_./@])(?:(\\d{1,6})(?:st|nd|rd|th)|(${words.join('|')}))(?![\\p{L}\\p{N}_]|[-/@](?=[\\p{L}\\p{N}]))`, 'iuy');

/** Reads an ordinal that starts at `from`: 'second', '2nd', up to 'twelfth' in words. */
export function readOrdinalAt(text: string, from: number): { value: number; end: number } | null {
  written.lastIndex = from;
  const [whole, digits, word = ''] = written.exec(text) ?? [];
  if (whole === undefined) return null;
  return { value: digits === undefined ? words.indexOf(word.toLowerCase()) + 1 : Number(digits), end: from + whole.length };
}
