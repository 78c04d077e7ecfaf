import type { OutcomeError, TraceEntry } from '../../contract/decision.ts';
import type { DiffEntry, EffectRequest } from '../../contract/execution.ts';
import type { JsonObject } from '../../contract/json.ts';
import type { ActionDeclaration, Components } from '../action.ts';
import { versionedId } from '../catalog.ts';
import type { Breach } from '../checks/check-result.ts';
import { decide } from '../decide.ts';
import type { Facts } from '../facts.ts';
import type { Hold } from '../gates/gate.ts';
import type { Footprint } from '../footprint.ts';
import type { FactChange } from '../memory/fact-change.ts';
import { changeMemory } from '../memory/change-memory.ts';
import type { Past } from '../state/past.ts';
import { type Applied, apply } from './apply.ts';
import { redactionFor } from './redact.ts';
import { diffInWords } from './words.ts';

/**
 * What came, or would come, of one intent. `changed` holds whole components; it is empty unless the state moved. One that
 * waits for people (`pending_approval`) says in `holds` why, and with the rest what it would come to.
 */
export type Outcome = {
  status: 'success' | 'rejected' | 'failed' | 'pending_approval';
  actionId: string;
  inputs: JsonObject;
  message: string;
  error: OutcomeError | null;
  trace: TraceEntry[];
  cost: number;
  diff: DiffEntry[];
  changed: Components;
  effects: EffectRequest[];
  holds: readonly Hold[];
  /** What a success makes of the caller's memory. */
  fact?: FactChange;
};

/** Why nothing is worked out on records that were changed from outside. */
export const BROKEN: Breach = {
  code: 'integrity_violation',
  detail: 'Records of this project are not as they were written, so nothing runs until a verification of its integrity finds nothing wrong.',
};

/** Decides one intent and, when it passes, works out its result; commit, simulate and preview share this one function. */
export function runIntent(facts: Facts, footprint: (action: ActionDeclaration) => Footprint): Outcome {
  const actionId = facts.action ? versionedId(facts.action) : facts.intent.actionId;
  const decision = decide(facts);
  const unmoved = { actionId, trace: decision.trace, cost: 0, diff: [], changed: {}, effects: [], holds: [] };
  if (decision.verdict === 'refuse') {
    return { ...unmoved, status: 'rejected', inputs: facts.intent.inputs, message: decision.error.detail, error: decision.error };
  }
  const { action, inputs, cost, trace, holds } = decision;
  const applied: Applied = facts.isBroken ? { ok: false, breach: BROKEN } : workOut(action, footprint(action), facts, inputs);
  if (!applied.ok) {
    return { ...unmoved, status: 'failed', inputs, message: applied.breach.detail, error: failure(applied.breach) };
  }
  const memory = changeMemory(action, facts, inputs);
  if (memory && !memory.ok) return { ...unmoved, status: 'failed', inputs, message: memory.breach.detail, error: failure(memory.breach) };
  const { diff, changed, effects } = applied;
  const remembered = memory ? { fact: memory.fact } : {};
  const message = memory?.message ?? doneText(action, inputs, diff);
  if (holds.length > 0) return { status: 'pending_approval', actionId, inputs, message: waitingText(holds), error: null, trace, cost, diff, changed, effects, holds, ...remembered };
  return { status: 'success', actionId, inputs, message, error: null, trace, cost, diff, changed, effects, holds, ...remembered };
}

/** An action that looks back cannot be worked out on a state that nobody can tell any more. */
function workOut(action: ActionDeclaration, footprint: Footprint, { state, past }: Facts, inputs: JsonObject): Applied {
  if (!action.lookBack) return apply(action, footprint, state, inputs);
  const told: Past = past ?? { ok: false, detail: 'There is no such version.' };
  return told.ok ? apply(action, footprint, state, inputs, told.components) : { ok: false, breach: { code: 'not_found', detail: told.detail } };
}

function doneText(action: ActionDeclaration, inputs: JsonObject, diff: readonly DiffEntry[]): string {
  return diff.length === 0 ? `${action.title}: nothing had to change.` : `${action.title}: ${diffInWords(withheld(action, inputs, diff))}.`;
}

function waitingText(holds: readonly Hold[]): string {
  return `It waits for approval. ${holds.map(({ text }) => text).join(' ')}`;
}

/** A diff for words: a sensitive value is taken out before it could be cut short or escaped, and so missed by a search for it. */
function withheld({ inputSchema }: ActionDeclaration, inputs: JsonObject, diff: readonly DiffEntry[]): DiffEntry[] {
  return redactionFor(inputSchema, inputs, () => '').diff(diff);
}

function failure(breach: Breach): OutcomeError {
  return { ...breach, gate: null };
}
