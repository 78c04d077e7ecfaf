import type { Execution } from '../../contract/execution.ts';
import type { Composed } from './compose-reply.ts';

/** How a turn that acts by itself came to its end: by its limit, or because its author wanted that. */
export type TurnEnd = { readonly limit: number | null; readonly isStopped: boolean };

const GOES_ON: TurnEnd = { limit: null, isStopped: false };

/**
 * Says what a turn did before its last step in front of the words of that step, and why it went no further. Every word
 * comes from records; what a model says of its doings plays no part.
 */
export function sumUp(earlier: readonly Execution[], { status, reply }: Composed, end: TurnEnd = GOES_ON): Composed {
  const text = [doneInWords(earlier), reply.text, endInWords(end)].filter((part) => part !== '').join(' ');
  return { status, reply: { ...reply, text, executionIds: [...earlier.flatMap(({ executionId }) => executionId ?? []), ...reply.executionIds] } };
}

/** Words a turn that acted and then had nothing more to do. */
export function sumUpAll(executions: readonly Execution[]): Composed {
  const executionIds = executions.flatMap(({ executionId }) => executionId ?? []);
  return { status: 'done', reply: { text: doneInWords(executions), kind: 'executed', executionIds } };
}

function doneInWords(executions: readonly Execution[]): string {
  const [only] = executions;
  if (only === undefined) return '';
  const told = executions.map(({ status, message }) => `${TELLING[status]}${message}`);
  return executions.length === 1 ? (told[0] ?? '') : `${executions.length} actions so far: ${told.map((text, index) => `(${index + 1}) ${text}`).join(' ')}`;
}

const TELLING = { success: '', rejected: 'Refused: ', failed: 'Failed: ', pending_approval: 'Waits: ', running: 'Under way: ' } as const satisfies Record<Execution['status'], string>;

function endInWords({ limit, isStopped }: TurnEnd): string {
  if (isStopped) return 'It was stopped here, as you asked.';
  return limit === null ? '' : `It stopped at its limit of ${limit} ${limit === 1 ? 'action' : 'actions'}.`;
}
