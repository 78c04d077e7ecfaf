import type { IntentCore } from '../../contract/intent.ts';
import type { Json, JsonObject } from '../../contract/json.ts';
import type { ActionDeclaration } from '../action.ts';
import { versionedId } from '../catalog.ts';
import { canonicalText } from '../state/canonical.ts';
import type { Read } from './read-set.ts';

/** What an approval is bound to. */
export type Bound = { readonly intents: readonly IntentCore[]; readonly actions: readonly ActionDeclaration[]; readonly policyVersion: number; readonly reads: readonly Read[] };

/** The text whose HMAC is an approval's digest: what would run, the declarations of its actions, the policy version, and what was read. */
export function digestText({ intents, actions, policyVersion, reads }: Bound): string {
  const bound: Json = {
    intents: intents.map(({ actionId, inputs, media = [] }) => ({ actionId, inputs, ...(media.length > 0 && { media: media.map(({ sha256 }) => sha256) }) })),
    actions: actions.map(manifestOf),
    policyVersion,
    reads: reads.map(({ path, value }) => ({ path, ...(value !== undefined && { value }) })),
  };
  return canonicalText(bound);
}

function manifestOf(action: ActionDeclaration): JsonObject {
  const { title, description, targets, risk, visibility, confirmation, fixedCost, inputSchema, preconditions } = action;
  return {
    ...{ actionId: versionedId(action), title, description, targets: [...targets], risk, visibility, confirmation, fixedCost, inputSchema },
    preconditions: preconditions.map(({ id, description: says }) => ({ id, description: says })),
  };
}
