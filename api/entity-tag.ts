import type { IncomingHttpHeaders } from 'node:http';
import { ProblemError } from './problems.ts';

/** The ETag of a version: its number in quotes. */
export const entityTag = (version: number): string => `"${version}"`;

/** Whether If-None-Match names this version. */
export const isKnown = (headers: IncomingHttpHeaders, version: number): boolean =>
  tagsIn(headers['if-none-match']).some((tag) => tag === '*' || tag === entityTag(version));

/** The version that If-Match demands, null where it demands none; a tag that no version has can never match. */
export function demandedVersion(headers: IncomingHttpHeaders): number | null {
  const tags = tagsIn(headers['if-match']);
  if (tags.length === 0 || tags.includes('*')) return null;
  const [tag = ''] = tags;
  const version = tags.length === 1 ? /^"(\d{1,15})"$/.exec(tag)?.[1] : undefined;
  if (version === undefined) throw new ProblemError('stale_state', 'If-Match names no version; expected a number in quotes.');
  return Number(version);
}

const tagsIn = (header: string | undefined): string[] => (header ?? '').split(',', 20).map((tag) => tag.trim().replace(/^W\//, '')).filter((tag) => tag !== '');
