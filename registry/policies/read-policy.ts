import { Policy } from '../../contract/policy.ts';
import type { Issue } from '../../contract/problem.ts';
import { findHostile } from '../../domain/document/find-hostile.ts';
import { toIssues } from '../../domain/document/schema-issues.ts';
import { findPolicyIssues } from '../../domain/policy/find-policy-issues.ts';
import { parseYaml } from '../parse-yaml.ts';

/** A policy that may be put in force, or all that is wrong with it, at paths that begin at the policy. */
export type PolicyRead = { ok: true; policy: Policy } | { ok: false; issues: Issue[] };

/** Reads a policy out of parsed data, as an upload does. */
export function readPolicy(document: unknown): PolicyRead {
  const hostile = findHostile(document);
  if (hostile) return { ok: false, issues: [hostile] };
  const parsed = Policy.safeParse(document);
  if (!parsed.success) return { ok: false, issues: toIssues(parsed.error.issues) };
  const issues = findPolicyIssues(parsed.data);
  return issues.length === 0 ? { ok: true, policy: parsed.data } : { ok: false, issues };
}

/** As `readPolicy`, of a text in YAML, of which JSON is a part; a malformed text is one issue at the root. */
export const readPolicyText = (text: string): PolicyRead => readParsed(() => parseYaml(text));

/** As `readPolicyText`, of a text that must be JSON. */
export const readPolicyJson = (text: string): PolicyRead => readParsed(() => JSON.parse(text));

function readParsed(parse: () => unknown): PolicyRead {
  try {
    return readPolicy(parse());
  } catch (error) {
    return { ok: false, issues: [{ path: '', message: error instanceof Error ? error.message : String(error) }] };
  }
}
