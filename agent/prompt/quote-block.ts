import type { Json } from '../../contract/json.ts';

/** How much of a block is told: of all of it, and of one entry, in characters of JSON. */
export type BlockLimits = { readonly entries: number; readonly characters: number; readonly perEntry: number };

/** The entries of a block that fit, as lines, by their place in the list; `leftOut` counts the rest. */
export type BlockLines = { readonly lines: readonly { readonly at: number; readonly text: string }[]; readonly leftOut: number };

/** JSON text on one line that can end no block and open none: no line break, no angle bracket. */
export const quote = (value: Json): string =>
  JSON.stringify(value).replace(/[<>\u2028\u2029]/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Takes entries from the front as long as they fit; a long one is cut, and says by how much. */
export function fitLines(entries: readonly Json[], limits: BlockLimits): BlockLines {
  const lines: { at: number; text: string }[] = [];
  let left = limits.characters;
  for (const [at, entry] of entries.slice(0, limits.entries).entries()) {
    const text = cutEntry(quote(entry), limits.perEntry);
    if (text.length > left) break;
    left -= text.length + 1;
    lines.push({ at, text });
  }
  return { lines, leftOut: entries.length - lines.length };
}

/** A block of quoted data under a name of ours; an empty one is said to be empty. */
export function writeBlock(name: string, about: string, { lines, leftOut }: BlockLines, more: readonly string[] = []): string {
  const rest = leftOut > 0 ? [`(${leftOut} more left out)`] : [];
  const body = lines.length === 0 && leftOut === 0 ? ['(none)'] : lines.map(({ text }) => text);
  return [`${name}: ${about}`, `<<<${name}`, ...body, ...rest, ...more, `${name}>>>`].join('\n');
}

/** As `writeBlock`, with the newest entries, which stand last, and in their order. */
export function writeNewest(name: string, about: string, entries: readonly Json[], limits: BlockLimits): string {
  const { lines, leftOut } = fitLines(entries.toReversed(), limits);
  return writeBlock(name, about, { lines: lines.toReversed(), leftOut });
}

function cutEntry(text: string, atMost: number): string {
  if (text.length <= atMost) return text;
  // Quoted once more, so that what is left is JSON again.
  return quote({ cut: text.slice(0, Math.floor(atMost / 2)), charactersLeftOut: text.length - Math.floor(atMost / 2) });
}
