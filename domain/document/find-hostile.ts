import type { Issue } from '../../contract/problem.ts';
import { isPlainText } from '../expression/hostile-name.ts';
import { pointerOf } from '../state/pointer.ts';

const MAX_DEPTH = 64;
const HOSTILE_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

/** One value inside a body. The way to it is a chain, so that a long body does not build a path for every value. */
type Place = { value: unknown; depth: number; key: string | number | null; parent: Place | null };

/**
 * The first thing in parsed data that no schema should ever see: a name that reaches behind the data, text that the
 * database cannot hold, or nesting deeper than 64. Walks with a stack of its own, so that no body overflows ours.
 */
export function findHostile(root: unknown): Issue | null {
  const open: Place[] = [{ value: root, depth: 0, key: null, parent: null }];
  for (let place = open.pop(); place; place = open.pop()) {
    const message = judge(place);
    if (message) return { path: pointerTo(place), message };
    for (const part of partsOf(place)) open.push(part); // One by one: spread arguments of a long list would overflow the stack.
  }
  return null;
}

function judge({ value, depth, key, parent }: Place): string | null {
  if (typeof key === 'string') {
    if (HOSTILE_NAMES.has(key) && !Array.isArray(parent?.value)) return 'this name is not allowed';
    if (!isPlainText(key)) return 'a name must be well-formed, without NUL';
  }
  if (typeof value === 'string' && !isPlainText(value)) return 'a text must be well-formed, without NUL';
  return typeof value === 'object' && value !== null && depth >= MAX_DEPTH ? `nested deeper than ${MAX_DEPTH}` : null;
}

function* partsOf(place: Place): Generator<Place> {
  const { value, depth } = place;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) if (needsLook(item)) yield { value: item, depth: depth + 1, key: index, parent: place };
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield { value: item, depth: depth + 1, key, parent: place };
  }
}

const needsLook = (value: unknown): boolean => typeof value === 'string' || (typeof value === 'object' && value !== null);

function pointerTo(place: Place): string {
  const segments: (string | number)[] = [];
  for (let at: Place | null = place; at; at = at.parent) if (at.key !== null) segments.unshift(at.key);
  return pointerOf(segments);
}
