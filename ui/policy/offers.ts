import { policyShape } from './policy-shape.ts';
import type { Shape } from './policy-shape.ts';

/** Something that could be written at a place: `text` is what goes into the text. */
export type Offer = { label: string; text: string; detail: string };

/** What could stand where one types, and from which column on it would be replaced. */
export type Offers = { from: number; options: Offer[] };

const LINE = /^(\s*(?:- +)*)([A-Za-z0-9_.]*)(\s*:\s*)?(.*)$/;
const MOST_LINES = 2_000;

type Line = { indent: number; key: string };

function readLine(text: string): Line | null {
  const match = LINE.exec(text);
  if (!match || text.trim() === '' || text.trimStart().startsWith('#')) return null;
  return { indent: match[1]?.length ?? 0, key: match[3] === undefined ? '' : (match[2] ?? '') };
}

/** The names above a line, the outermost first; a dash counts as indentation. */
function placeOf(lines: readonly string[], indent: number): string[] {
  const place: string[] = [];
  let limit = indent;
  for (const text of lines.slice(-MOST_LINES).toReversed()) {
    const line = readLine(text);
    if (!line || line.key === '' || line.indent >= limit) continue;
    place.unshift(line.key);
    limit = line.indent;
  }
  return place;
}

const at = (place: readonly string[]): Shape | undefined => place.reduce<Shape | undefined>((shape, name) => shape?.keys?.[name], policyShape);

function keysOf(shape: Shape, used: ReadonlySet<string>): Offer[] {
  return Object.entries(shape.keys ?? {})
    .filter(([name]) => !used.has(name))
    .map(([label, { says = '', keys, isList }]) => ({ label, text: keys || isList ? `${label}:` : `${label}: `, detail: says }));
}

const wordsOf = (shape: Shape): Offer[] => (shape.words ?? []).map((word) => ({ label: word, text: word, detail: '' }));

/** The keys that the map around a line has already, before it and after it. */
function usedAround(before: readonly string[], after: readonly string[], indent: number): Set<string> {
  const used = new Set<string>();
  const collect = (lines: readonly string[], endsAtDash: (text: string) => boolean) => {
    for (const text of lines) {
      const line = readLine(text);
      if (line && line.indent < indent) return;
      if (line?.indent === indent) used.add(line.key);
      if (line?.indent === indent && endsAtDash(text)) return;
    }
  };
  const dashed = (text: string) => /^\s*-/.test(text);
  collect(before.toReversed(), dashed);
  const [next] = after;
  if (next === undefined || !dashed(next)) collect(after.filter((text) => text.trim() !== ''), dashed);
  return used;
}

/** What could be written at the end of `line`, which stands between the others. */
export function offersAt(before: readonly string[], line: string, after: readonly string[]): Offers | null {
  const match = LINE.exec(line);
  if (!match) return null;
  const [, space = '', word = '', colon, rest = ''] = match;
  const place = placeOf(before, space.length);
  if (colon !== undefined) {
    const shape = at([...place, word]);
    const list = /[[,]\s*\w*$/.exec(rest);
    const typed = /\w*$/.exec(rest)?.[0] ?? '';
    const isOpen = shape?.isList ? list !== null : rest === typed;
    return shape && isOpen ? { from: line.length - typed.length, options: wordsOf(shape) } : null;
  }
  if (rest !== '') return null;
  const shape = at(place);
  if (!shape) return null;
  const used = line.trimStart().startsWith('-') ? new Set<string>() : usedAround(before, after, space.length);
  return { from: line.length - word.length, options: shape.keys ? keysOf(shape, used) : wordsOf(shape) };
}
