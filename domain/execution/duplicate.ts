import type { ActionDeclaration } from '../action.ts';
import { versionedId } from '../catalog.ts';
import { skippedAfter } from '../decide.ts';
import type { Attempt } from './attempt.ts';
import type { Outcome } from './run-intent.ts';

/** The refusal of an attempt whose request id already stands for another one; no gate is asked. */
export function duplicateOutcome({ requestId, intent }: Attempt, action: ActionDeclaration | undefined): Outcome {
  const detail = `The request id ${requestId} already names another attempt; send this intent with a new one.`;
  return {
    status: 'rejected',
    actionId: action ? versionedId(action) : intent.actionId,
    inputs: intent.inputs,
    message: detail,
    error: { code: 'duplicate_request', gate: null, detail },
    trace: skippedAfter(0),
    cost: 0,
    diff: [],
    changed: {},
    effects: [],
    holds: [],
  };
}
