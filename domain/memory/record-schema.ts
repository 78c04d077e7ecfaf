import type { JsonObject } from '../../contract/json.ts';
import type { ActionDeclaration } from '../action.ts';

const WITHHOLD_ALL: JsonObject = { type: 'object', additionalProperties: { sensitive: true } };

/** The schema that says what of an intent's inputs no record shows: that of its action; what is addressed to memory and reaches no action is withheld whole. */
export function recordSchema(actionId: string, action: ActionDeclaration | undefined): JsonObject | undefined {
  return action?.inputSchema ?? (actionId.startsWith('memory.') ? WITHHOLD_ALL : undefined);
}
