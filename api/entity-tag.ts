import type { IncomingHttpHeaders } from 'node:http';
import { invalidRequest, ProblemError } from './problems.ts';

/** The ETag of a version: its number in quotes. */
export const entityTag = (version: number): string => `"${version}"`;

/** Whether If-None-Match names this version. */
export const isKnown = (headers: IncomingHttpHeaders, version: number): boolean =>
  tagsIn(headers['if-none-match']).some((tag) => tag === '*' || tag === entityTag(version));

/** The version that If-Match demands, null where it demands none. A tag that no version has can never match; what is no single tag is refused. */
export function demandedVersion(headers: IncomingHttpHeaders): number | null {
  const header = headers['if-match'];
  if (header === undefined || header.trim() === '*') return null;
  const tag = ENTITY_TAG.exec(header.trim())?.[1];
  if (tag === undefined) throw invalidRequest([{ path: '/headers/if-match', message: 'expected one version in quotes, as an ETag shows it, or *' }]);
  if (!VERSION.test(tag)) throw new ProblemError('stale_state', 'If-Match names no version; expected a number in quotes.');
  return Number(tag);
}

const ENTITY_TAG = /^(?:W\/)?"([\x21\x23-\x7e]{0,200})"$/;
const VERSION = /^(0|[1-9]\d{0,14})$/;

const tagsIn = (header: string | undefined): string[] => (header ?? '').split(',', 20).map((tag) => tag.trim().replace(/^W\//, '')).filter((tag) => tag !== '');
