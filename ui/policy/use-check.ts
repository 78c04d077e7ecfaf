import { useMemo } from 'react';
import { useOpenProject } from '../data/project-context.ts';
import { usePolicyCheck } from '../data/use-policy.ts';
import { useSettled } from '../parts/use-settled.ts';
import { parsePolicy, placeIssue } from './policy-text.ts';
import type { TextIssue } from './policy-text.ts';

const SETTLE_MS = 350;

/** What is known of the text: it is looked at, it could be put in force, it could not, or the server did not say. */
export type Check = { state: 'checking' | 'valid' | 'invalid' | 'unknown'; value: unknown; issues: readonly TextIssue[]; error: unknown; retry: () => void };

/** Looks at a text a moment after the last key: as YAML here, as a policy on the server. */
export function useCheck(text: string, mayAsk: boolean): Check {
  const { projectId } = useOpenProject();
  const settled = useSettled(text, SETTLE_MS);
  const parsed = useMemo(() => parsePolicy(settled), [settled]);
  const isYaml = parsed.issues.length === 0;
  const query = usePolicyCheck(projectId, settled, parsed.value, mayAsk && isYaml);
  const objections = query.data?.issues;
  const issues = useMemo(
    () => (isYaml ? (objections ?? []).map(({ path, message }) => placeIssue(settled, parsed, path, message)) : parsed.issues),
    [isYaml, objections, settled, parsed],
  );
  const same = { value: parsed.value, issues, error: query.error, retry: () => void query.refetch() };
  if (!isYaml) return { ...same, state: 'invalid' };
  if (query.isError) return { ...same, state: 'unknown' };
  if (settled !== text || !query.data) return { ...same, state: mayAsk ? 'checking' : 'unknown' };
  return { ...same, state: query.data.valid ? 'valid' : 'invalid' };
}
