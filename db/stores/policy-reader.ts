import type { Policy } from '../../contract/policy.ts';
import { compileRulebook, type HouseRule, type Rulebook } from '../../domain/policy/rulebook.ts';
import type { Sql } from '../database.ts';
import { readPolicy } from './facts.ts';

const MAX_POLICIES = 1_000;

/** A version of a policy, and the same one compiled. */
export type PolicyInForce = { readonly policy: Policy; readonly rulebook: Rulebook };

export type PolicyReader = (sql: Sql, projectId: string, version: number) => Promise<PolicyInForce>;

/** Reads versions of policies and keeps the latest read ones: a version never changes, so what is kept is always right. */
export function createPolicyReader(houseRule: HouseRule | null = null): PolicyReader {
  const known = new Map<string, PolicyInForce>();
  return async (sql, projectId, version) => {
    const key = `${projectId}/${version}`;
    const kept = known.get(key);
    if (kept) return kept;
    const policy = await readPolicy(sql, projectId, version);
    const inForce = { policy, rulebook: compileRulebook(policy, houseRule) };
    const [oldest] = known.keys();
    if (known.size >= MAX_POLICIES && oldest !== undefined) known.delete(oldest);
    known.set(key, inForce);
    return inForce;
  };
}
