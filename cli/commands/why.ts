import type { TraceEntry } from '../../contract/decision.ts';
import type { Execution } from '../../contract/execution.ts';
import type { Explanation } from '../../contract/explanation.ts';
import { ActionRef } from '../../contract/intent.ts';
import { routes } from '../../contract/routes.ts';
import { ApiError } from '../api-error.ts';
import type { AddCommand } from '../command.ts';
import { describeExecution, suggestionLines } from '../describe-execution.ts';
import { EXIT_CODES } from '../exit-code.ts';
import { listAll } from '../list-all.ts';
import type { Shell } from '../shell.ts';
import { chooseMeant, isWholeId } from '../short-id.ts';
import { table } from '../table.ts';

const LOOKED_THROUGH = 1_000;

/** `gatehouse why`: explains an action by what each gate would say to it now, or a recorded execution by what each gate said. */
export const addWhy: AddCommand = (program, shell) => {
  program
    .command('why <action|execution>')
    .description('explain, gate by gate, why an action would be refused now, or what came of an execution')
    .action(shell.act((text: string) => explain(shell, text)));
};

/** An action has a dotted id; a request id can look the same, so what is no action is looked for among executions. */
async function explain(shell: Shell, text: string) {
  const explanation = text.includes('.') && ActionRef.safeParse(text).success ? await explainAction(shell, text) : null;
  return explanation === null ? explainExecution(shell, text) : explanation;
}

/** Null where there is no such action. */
async function explainAction(shell: Shell, action: string) {
  try {
    const told = await shell.client().call(routes.whyAction, { params: { projectId: await shell.projectId() }, query: { action } });
    shell.show(told, actionInWords(told));
    return EXIT_CODES.done;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

function actionInWords({ actionId, title, offered, verdict, trace, missing, suggestion }: Explanation): string {
  const verdicts = { pass: 'nothing stands in the way', hold: 'it would wait for approval', refuse: 'it would be refused' };
  return [
    `${actionId}  ${title}: ${offered ? verdicts[verdict] : 'it is not offered to you'}`,
    ...missing.map(({ name }) => `  needs the input ${name}`),
    ...suggestionLines(suggestion),
    '',
    gateTable(trace),
  ].join('\n');
}

const gateTable = (trace: readonly TraceEntry[]): string =>
  table(['GATE', 'VERDICT', 'RULE', 'REASON'], trace.map(({ gate, verdict, rule = null, reason = null }) => [gate, verdict, rule, reason]));

async function explainExecution(shell: Shell, text: string) {
  const projectId = await shell.projectId();
  const executionId = isWholeId(text) ? text : await findExecutionId(shell, projectId, text);
  const execution = await shell.client().call(routes.getExecution, { params: { projectId, executionId } });
  shell.show(execution, explanation(execution));
  return EXIT_CODES.done;
}

/** The id of a recent execution, from its end or its request id. */
async function findExecutionId(shell: Shell, projectId: string, text: string): Promise<string> {
  const recent = await listAll((query) => shell.client().call(routes.listExecutions, { params: { projectId }, query }), LOOKED_THROUGH);
  const meant = chooseMeant(recent, text, { noun: 'execution', id: ({ executionId }) => executionId ?? '', name: ({ requestId }) => requestId });
  return meant.executionId ?? text;
}

function explanation(execution: Execution): string {
  const { createdAt, userId, trigger, requestId, intent, trace } = execution;
  return [
    describeExecution(execution),
    `  asked ${createdAt} by ${userId} (${trigger}), requestId ${requestId}`,
    `  inputs ${JSON.stringify(intent.inputs)}`,
    '',
    gateTable(trace),
  ].join('\n');
}
