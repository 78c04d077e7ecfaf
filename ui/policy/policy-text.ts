import { Document, isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { Node } from 'yaml';
import type { Policy } from '../../contract/policy.ts';
import { pointerParts } from '../parts/pointer.ts';

const WIDTH = 110;
const MOST_ALIASES = 20;

/** A stretch of the text and what is wrong with it; `line` counts from one. */
export type TextIssue = { from: number; to: number; line: number; path: string; message: string };

/** The text as data, or where it is no YAML. `policy` is not checked: only the server says whether it is one. */
export type Parsed = { document: Document; value: unknown; issues: readonly TextIssue[] };

/** A policy as a person writes it: a list of plain values takes one line. */
export function toYaml(policy: Policy): string {
  if (Object.keys(policy).length === 0) return '# No limits and no rules: everything that the roles allow may run.\n{}\n';
  const document = new Document(policy);
  visit(document, {
    Seq: (_, list) => {
      if (list.items.every(isScalar)) list.flow = true;
    },
  });
  return document.toString({ lineWidth: WIDTH, flowCollectionPadding: false });
}

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;

function issue(text: string, [from, to]: readonly [number, number], path: string, message: string): TextIssue {
  const end = Math.min(Math.max(to, from + 1), text.length);
  return { from: Math.min(from, text.length), to: Math.max(end, Math.min(from, text.length)), line: lineOf(text, from), path, message };
}

/** Reads YAML, or JSON, which is YAML too. An empty text is a policy without limits. */
export function parsePolicy(text: string): Parsed {
  const document = parseDocument(text, { prettyErrors: false, version: '1.2' });
  const issues = document.errors.map(({ pos, message }) => issue(text, pos, '', message));
  if (issues.length > 0) return { document, value: null, issues };
  try {
    return { document, value: document.toJS({ maxAliasCount: MOST_ALIASES }) ?? {}, issues };
  } catch (error) {
    return { document, value: null, issues: [issue(text, [0, 1], '', error instanceof Error ? error.message : String(error))] };
  }
}

type Range = readonly [number, number];
type Found = { node: unknown; range: Range };

const rangeOf = (node: unknown): Range | null => {
  const range: Node['range'] = isMap(node) || isSeq(node) || isScalar(node) ? node.range : null;
  return range ? [range[0], range[1]] : null;
};

/** One step down: the key of a map, which is where a person looks, with a plain value beside it, or the item of a list. */
function step({ node, range }: Found, part: string): Found | null {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === part);
    return pair ? { node: pair.value, range: spanOf(pair.key, pair.value) ?? range } : null;
  }
  if (!isSeq(node)) return null;
  const item = node.items[Number(part)];
  return item === undefined ? null : { node: item, range: isScalar(item) ? (rangeOf(item) ?? range) : startOf(item, range) };
}

function spanOf(key: unknown, value: unknown): Range | null {
  const [start, end] = [rangeOf(key), isScalar(value) ? rangeOf(value) : null];
  return start && end ? [start[0], Math.max(start[1], end[1])] : start;
}

function startOf(node: unknown, otherwise: Range): Range {
  const range = rangeOf(node);
  return range ? [range[0], range[0] + 1] : otherwise;
}

/** Where the pointer leads in the text, or the nearest thing above it that is there. */
export function placeIssue(text: string, { document }: Parsed, path: string, message: string): TextIssue {
  let found: Found = { node: document.contents, range: startOf(document.contents, [0, 1]) };
  for (const part of pointerParts(path)) {
    const next = step(found, part);
    if (!next) break;
    found = next;
  }
  return issue(text, found.range, path, message);
}
