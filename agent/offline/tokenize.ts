import type { Json } from '../../contract/json.ts';
import { foldWord } from './fold-word.ts';
import { parseJson } from './narrow-json.ts';
import { readOrdinalAt } from './read-ordinal.ts';
import { readQuantityAt } from './read-quantity.ts';
import type { Unit } from './units.ts';

type Span = { readonly start: number; readonly end: number };

/** One piece of a message; `start` and `end` are its place in the text. */
export type Token = Span &
  (
    | { readonly kind: 'word'; readonly word: string }
    | { readonly kind: 'number'; readonly value: number; readonly percent: boolean; readonly unit: Unit | null; readonly ordinal: boolean }
    | { readonly kind: 'quoted'; readonly value: string }
    | { readonly kind: 'json'; readonly value: Json }
    | { readonly kind: 'id'; readonly ref: string }
    | { readonly kind: 'mark'; readonly mark: string }
  );

/** Double, curly, back-ticked, or single quotes that stand outside a word. */
const quotedText =
  /"([^"]{0,4000})"|“([^”]{0,4000})”|`([^`]{0,4000})`|(?<![\p{L}\p{N}])['‘]((?:[^'’]|['’](?=\p{L})){0,4000})['’](?![\p{L}\p{N}])/uy;
const singleQuote = /['‘]/u;
const closingQuote = /['’](?![\p{L}\p{N}])/gu;
const idText = /[a-z0-9_]+(?:\.[a-z0-9_]+)*(?:@v[0-9]{1,9})?(?![\p{L}\p{N}_@])/iuy;
const wordText = /[\p{L}\p{N}]+(?:['’]\p{L}+)*/uy;
const MAX_JSON_DEPTH = 32;

/** Cuts a text into tokens, left to right; `isRef` tells which words are ids of actions. */
export function tokenize(text: string, isRef: (ref: string) => boolean): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    if (/\s/u.test(text.charAt(at)) || isJoint(text, at)) at += 1;
    else {
      const token = nextToken(text, at, isRef);
      tokens.push(token);
      at = token.end;
    }
  }
  return tokens;
}

/** A hyphen, dot or the like inside a word only joins its parts. */
const isJoint = (text: string, at: number): boolean => /^[\p{L}\p{N}][-_./][\p{L}\p{N}]$/u.test(text.slice(Math.max(0, at - 1), at + 2));

function nextToken(text: string, start: number, isRef: (ref: string) => boolean): Token {
  return (
    quotedAt(text, start) ?? jsonAt(text, start) ?? idAt(text, start, isRef) ?? numberAt(text, start) ?? wordAt(text, start) ?? markAt(text, start)
  );
}

function matchAt(pattern: RegExp, text: string, start: number): RegExpExecArray | null {
  pattern.lastIndex = start;
  return pattern.exec(text);
}

/** The quoted text that starts at a place; null where none does. */
export function readQuotedAt(text: string, start: number): { value: string; end: number } | null {
  // Without a closing quote ahead there is nothing to look for, however many quotes open.
  if (singleQuote.test(text.charAt(start)) && !matchAt(closingQuote, text, start + 1)) return null;
  const [whole, ...groups] = matchAt(quotedText, text, start) ?? [];
  return whole === undefined ? null : { value: groups.find((group) => group !== undefined) ?? '', end: start + whole.length };
}

function quotedAt(text: string, start: number): Token | null {
  const quoted = readQuotedAt(text, start);
  return quoted && { kind: 'quoted', value: quoted.value, start, end: quoted.end };
}

function jsonAt(text: string, start: number): Token | null {
  if (text[start] !== '{' && text[start] !== '[') return null;
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length && depth <= MAX_JSON_DEPTH; at += 1) {
    const char = text.charAt(at);
    if (inString && char === '\\') at += 1;
    else if (char === '"') inString = !inString;
    else if (!inString && (char === '{' || char === '[')) depth += 1;
    else if (!inString && (char === '}' || char === ']')) depth -= 1;
    if (depth > 0) continue;
    const value = parseJson(text.slice(start, at + 1));
    return value === undefined ? null : { kind: 'json', value, start, end: at + 1 };
  }
  return null;
}

function idAt(text: string, start: number, isRef: (ref: string) => boolean): Token | null {
  const [whole] = matchAt(idText, text, start) ?? [];
  const ref = whole?.toLowerCase();
  // A pinned id is kept even when unknown, so that the wrong version is named and not read as loose words.
  if (whole === undefined || ref === undefined || !/[._@]/u.test(ref) || !(isRef(ref) || ref.includes('@v'))) return null;
  return { kind: 'id', ref, start, end: start + whole.length };
}

function numberAt(text: string, start: number): Token | null {
  const ordinal = readOrdinalAt(text, start);
  if (ordinal) return { kind: 'number', value: ordinal.value, percent: false, unit: null, ordinal: true, start, end: ordinal.end };
  const quantity = readQuantityAt(text, start);
  return quantity && { kind: 'number', value: quantity.value, percent: quantity.percent, unit: quantity.unit, ordinal: false, start, end: quantity.end };
}

function wordAt(text: string, start: number): Token | null {
  const [whole] = matchAt(wordText, text, start) ?? [];
  return whole === undefined ? null : { kind: 'word', word: foldWord(whole), start, end: start + whole.length };
}

function markAt(text: string, start: number): Token {
  const mark = String.fromCodePoint(text.codePointAt(start) ?? 0);
  return { kind: 'mark', mark, start, end: start + mark.length };
}
