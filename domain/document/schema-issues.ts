import type { Issue } from '../../contract/problem.ts';
import type { SchemaIssue } from '../../contract/route.ts';
import { pointerOf } from '../state/pointer.ts';

/** How many issues one answer names. */
export const MAX_ISSUES = 50;

/** What a schema found, as issues whose paths are JSON Pointers into the body, the query or the path parameters. */
export const toIssues = (found: readonly SchemaIssue[]): Issue[] => found.flatMap((issue) => flatten(issue, [])).slice(0, MAX_ISSUES);

function flatten(issue: SchemaIssue, above: readonly PropertyKey[]): Issue[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ path: toPointer([...path, key]), message: 'this name is not known here' }));
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return closest(issue.errors).flatMap((inner) => flatten(inner, path));
  return [{ path: toPointer(path), message: issue.message }];
}

/** Of the ways in which a value may be right, the one of which least is wrong. */
const closest = (ways: readonly (readonly SchemaIssue[])[]): readonly SchemaIssue[] => ways.toSorted((left, right) => left.length - right.length)[0] ?? [];

const toPointer = (path: readonly PropertyKey[]): string => pointerOf(path.map((segment) => (typeof segment === 'symbol' ? String(segment) : segment)));
