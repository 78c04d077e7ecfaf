import type { Suggestion } from '../contract/decision.ts';
import type { DiffEntry, Execution } from '../contract/execution.ts';
import { shortId } from './short-id.ts';

const MAX_CHANGES = 30;

/** An execution in a few lines: what came of it, why, and what it changed. */
export function describeExecution(execution: Execution): string {
  return [receiptLine(execution), ...errorLines(execution), ...changeLines(execution.diff)].join('\n');
}

/** An execution in one line. */
export function receiptLine({ status, actionId, message, stateVersion, cost, executionId, simulated }: Execution): string {
  const facts = [`cost ${cost}`, `version ${stateVersion}`, ...(executionId === null ? [] : [shortId(executionId)])];
  return `${simulated ? 'would be ' : ''}${status}  ${actionId}  ${message}  (${facts.join(', ')})`;
}

/** What changed, a line a place. */
export function changeLines(diff: readonly DiffEntry[]): string[] {
  const lines = diff.slice(0, MAX_CHANGES).map(({ path, old, value }) => `  ${path}: ${valueText(old)} → ${valueText(value)}`);
  return diff.length > MAX_CHANGES ? [...lines, `  and ${diff.length - MAX_CHANGES} more`] : lines;
}

function errorLines({ error, message }: Execution): string[] {
  if (error === null) return [];
  const issues = error.issues ?? [];
  const detail = error.detail === message ? [] : [`  ${error.detail}`];
  return [`  ${error.code}${error.gate === null ? '' : ` at the gate '${error.gate}'`}`, ...detail, ...issues.map(({ path, message: text }) => `  ${path}: ${text}`), ...suggestionLines(error.suggestion)];
}

/** What to do first, a line a step. */
export function suggestionLines(suggestion: Suggestion | null | undefined): string[] {
  if (!suggestion) return [];
  const steps = suggestion.steps.map(({ title, actionId, inputs }, at) => `  ${at === 0 ? 'do this first' : 'then'}: ${title} (${[actionId, ...Object.entries(inputs).map(([name, value]) => `${name}=${valueText(value)}`)].join(' ')})`);
  return [...steps, `  ${suggestion.why}`];
}

const valueText = (value: unknown): string => (value === undefined ? '(nothing)' : JSON.stringify(value));
