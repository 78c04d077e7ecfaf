import type { Execution } from '../../contract/execution.ts';
import { routes } from '../../contract/routes.ts';
import type { AddCommand } from '../command.ts';
import { describeExecution } from '../describe-execution.ts';
import { EXIT_CODES } from '../exit-code.ts';
import { listAll } from '../list-all.ts';
import type { Shell } from '../shell.ts';
import { chooseMeant, isWholeId } from '../short-id.ts';
import { table } from '../table.ts';

const LOOKED_THROUGH = 1_000;

/** `gatehouse why`: explains a recorded execution by what each gate said to it. */
export const addWhy: AddCommand = (program, shell) => {
  program
    .command('why <execution>')
    .description('explain what came of an execution, gate by gate')
    .action(shell.act((execution: string) => explainExecution(shell, execution)));
};

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
  const gates = trace.map(({ gate, verdict, rule = null, reason = null }) => [gate, verdict, rule, reason]);
  return [
    describeExecution(execution),
    `  asked ${createdAt} by ${userId} (${trigger}), requestId ${requestId}`,
    `  inputs ${JSON.stringify(intent.inputs)}`,
    '',
    table(['GATE', 'VERDICT', 'RULE', 'REASON'], gates),
  ].join('\n');
}
