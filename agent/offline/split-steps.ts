import { readQuotedAt } from './tokenize.ts';

const separators = /\s*(?:[;\n\r]+|,?\s*\b(?:and\s+)?then\b,?)\s*/iuy;
const softSeparators = /\s*(?:,\s*(?:and\s+)?|\band\s+)/iuy;
const bullet = /^\s*(?:[-*•]|\d{1,3}[.)])\s+/u;

/** Where a text is cut: the part before `end`, and the part from `next` on. */
export type Cut = { readonly end: number; readonly next: number };

/** Splits a message into its steps: at 'then', 'and then', ';' and line ends, never inside quotes. */
export function splitSteps(message: string): string[] {
  const cuts = findCuts(message, separators);
  const starts = [0, ...cuts.map((cut) => cut.next)];
  const ends = [...cuts.map((cut) => cut.end), message.length];
  return starts.map((start, step) => message.slice(start, ends[step]).replace(bullet, '').trim()).filter((step) => step !== '');
}

/** The places where a step may be two steps: at 'and' or a comma. Whether it is depends on what the halves mean. */
export function findSoftCuts(step: string): Cut[] {
  return findCuts(step, softSeparators).filter((cut) => cut.end > 0 && cut.next < step.length);
}

function findCuts(text: string, separator: RegExp): Cut[] {
  const cuts: Cut[] = [];
  for (let at = 0; at < text.length; ) {
    const skipped = (readQuotedAt(text, at)?.end ?? at) - at;
    const length = skipped > 0 || insideNumber(text, at) ? 0 : lengthAt(separator, text, at);
    if (length > 0) cuts.push({ end: at, next: at + length });
    at += Math.max(1, skipped, length);
  }
  return cuts;
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

const insideNumber = (text: string, at: number): boolean => text[at] === ',' && /^\d,\d{3}$/u.test(text.slice(at - 1, at + 4));
