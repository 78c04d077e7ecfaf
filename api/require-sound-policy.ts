import type { Policy } from '../contract/policy.ts';
import { findPolicyIssues } from '../domain/policy/find-policy-issues.ts';
import { invalidRequest } from './problems.ts';

/** Throws the problem to answer with unless the policy could be put in force; `root` is its place in the body. */
export function requireSoundPolicy(policy: Policy, root = ''): void {
  const issues = findPolicyIssues(policy).map(({ path, message }) => ({ path: root + path, message }));
  if (issues.length > 0) throw invalidRequest(issues);
}
