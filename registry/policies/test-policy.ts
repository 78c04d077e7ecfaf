import { PolicyCases, type PolicyCase } from '../../contract/policy-case.ts';
import type { Issue } from '../../contract/problem.ts';
import type { Catalog } from '../../domain/catalog.ts';
import { toIssues } from '../../domain/document/schema-issues.ts';
import { type Mismatch, runCase } from '../../domain/policy/run-case.ts';
import { compileRulebook } from '../../domain/policy/rulebook.ts';
import { parseYaml } from '../parse-yaml.ts';
import { readPolicyText } from './read-policy.ts';

/** What a policy answered to its cases, or why it could not be asked: `of` says which of the two files is wrong. */
export type PolicyTest = { kind: 'unreadable'; of: 'policy' | 'cases'; issues: Issue[] } | { kind: 'asked'; results: { name: string; mismatches: Mismatch[] }[] };

/** Asks a policy every case that stands beside it, offline, through the same gates as an intent. */
export function testPolicy({ text, cases }: { text: string; cases: string }, catalog: Catalog): PolicyTest {
  const read = readPolicyText(text);
  if (!read.ok) return { kind: 'unreadable', of: 'policy', issues: read.issues };
  const written = readCases(cases);
  if (!written.ok) return { kind: 'unreadable', of: 'cases', issues: written.issues };
  const setting = { policy: read.policy, rulebook: compileRulebook(read.policy), catalog };
  return { kind: 'asked', results: written.cases.map((each) => ({ name: each.name, mismatches: runCase(setting, each) })) };
}

function readCases(text: string): { ok: true; cases: PolicyCase[] } | { ok: false; issues: Issue[] } {
  try {
    const parsed = PolicyCases.safeParse(parseYaml(text));
    return parsed.success ? { ok: true, cases: parsed.data.cases } : { ok: false, issues: toIssues(parsed.error.issues) };
  } catch (error) {
    return { ok: false, issues: [{ path: '', message: error instanceof Error ? error.message : String(error) }] };
  }
}
