import { routes } from '../contract/routes.ts';
import { describeExecution } from './describe-execution.ts';
import { EXIT_OF_EXECUTION } from './exit-code.ts';
import { readInstant } from './read-instant.ts';
import { readIntent } from './read-intent.ts';
import { requirePolicyFile } from './read-policy-file.ts';
import type { Shell } from './shell.ts';

export type Supposed = { policy?: string; user?: string; at?: string; confirm?: boolean };

/** Tells what would become of an action under another policy, of another person, or at another time; records nothing. */
export async function simulatePolicy(shell: Shell, action: string, inputs: readonly string[], { policy, user, at, confirm = false }: Supposed) {
  const candidate = policy === undefined ? {} : { policy: await requirePolicyFile(shell.terminal, policy) };
  const projectId = await shell.projectId();
  const intent = { ...(await readIntent(shell, { projectId, action, inputs })), confirmed: confirm };
  const body = { ...candidate, intent, ...(user !== undefined && { userId: user }), ...(at !== undefined && { at: readInstant(at) }) };
  const execution = await shell.client().call(routes.simulatePolicy, { params: { projectId }, body });
  shell.show(execution, describeExecution(execution));
  return EXIT_OF_EXECUTION[execution.status];
}
