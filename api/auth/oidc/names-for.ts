import { mintSecret } from '../../../platform/ids.ts';
import type { Said } from './read-person.ts';

const MAX_LENGTH = 40;
const NUMBERED = 20;

/**
 * User names for somebody new, the best first, each of which fits: from what his provider calls him, else from his address, else
 * from his subject. None holds an @, so that none can be taken for somebody's email address; the last one is random.
 */
export function namesFor(said: Said): string[] {
  const best = [said['preferred_username'], said['email'], said.sub].map(toName).find((name) => name !== '') ?? 'user';
  const numbered = Array.from({ length: NUMBERED }, (_, index) => `${best}-${index + 2}`);
  return [best, ...numbered, `${best}-${mintSecret().replaceAll(/[^a-z0-9]/g, '').slice(0, 10)}`];
}

function toName(value: unknown): string {
  if (typeof value !== 'string') return '';
  const [local = ''] = value.slice(0, 500).split('@', 1);
  const plain = local.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[^a-z0-9._-]+/g, '-');
  return plain.replaceAll(/^[^a-z0-9]+/g, '').slice(0, MAX_LENGTH).replaceAll(/[^a-z0-9]+$/g, '');
}
