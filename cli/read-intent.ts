import { ActionRef } from '../contract/intent.ts';
import type { JsonObject } from '../contract/json.ts';
import { routes } from '../contract/routes.ts';
import { usageError } from './command-error.ts';
import { inputSchemaOf, readInputs } from './read-inputs.ts';
import type { Shell } from './shell.ts';

export type Words = { projectId: string; action: string; inputs: readonly string[] };

/** The intent in the words of a command, its values read by the project's registry. */
export async function readIntent(shell: Shell, { projectId, action, inputs }: Words): Promise<{ actionId: string; inputs: JsonObject }> {
  const actionId = ActionRef.safeParse(action);
  if (!actionId.success) throw usageError(`'${action}' is no action; expected an id such as demo.counter.set or demo.counter.set@v1.`);
  const { actions } = await shell.client().call(routes.getRegistry, { params: { projectId } });
  return { actionId: actionId.data, inputs: readInputs(inputs, inputSchemaOf(actions, actionId.data)) };
}
