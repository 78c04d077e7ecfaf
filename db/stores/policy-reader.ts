import type { Policy } from '../../contract/policy.ts';
import type { Sql } from '../database.ts';
import { readPolicy } from './facts.ts';

const MAX_POLICIES = 1_000;

export type PolicyReader = (sql: Sql, projectId: string, version: number) => Promise<Policy>;

/** Reads versions of policies and keeps the latest read ones: a version never changes, so what is kept is always right. */
export function createPolicyReader(): PolicyReader {
  const known = new Map<string, Policy>();
  return async (sql, projectId, version) => {
    const key = `${projectId}/${version}`;
    const kept = known.get(key);
    if (kept) return kept;
    const policy = await readPolicy(sql, projectId, version);
    const [oldest] = known.keys();
    if (known.size >= MAX_POLICIES && oldest !== undefined) known.delete(oldest);
    known.set(key, policy);
    return policy;
  };
}
