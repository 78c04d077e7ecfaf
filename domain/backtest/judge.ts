import type { ExecutionStatus } from '../../contract/execution.ts';
import type { ActionDeclaration, Components } from '../action.ts';
import { decide } from '../decide.ts';
import type { Caller, EngineSettings, Facts, Usage } from '../facts.ts';
import { apply } from '../execution/apply.ts';
import type { Footprint } from '../footprint.ts';
import type { Rulebook } from '../policy/rulebook.ts';
import type { Policy } from '../../contract/policy.ts';
import { outcomeOf, type RecordedDecision } from './recorded-decision.ts';
import { settledGates } from './settled-gates.ts';

/** What stays the same for every decision of a backtest. */
export type Bench = {
  readonly policy: Policy;
  readonly rulebook: Rulebook;
  readonly engine: EngineSettings;
  readonly footprint: (action: ActionDeclaration) => Footprint;
};

/** What one decision met: the state as it was recorded, and the usage that the candidate would have led to. */
export type Met = {
  readonly action: ActionDeclaration;
  readonly caller: Caller;
  /** Whether the candidate gives the caller another role than the policy of that time. */
  readonly hasOtherRole: boolean;
  readonly isRedacted: boolean;
  readonly state: Components;
  readonly usage: Usage;
};

/** What a decision would have come to; `is` is its status, or the code of its no. */
export type Judgement = { readonly status: ExecutionStatus; readonly is: string; readonly cost: number };

const ACTIVE = { status: 'active' } as const;
const OF_POLICY: ReadonlySet<string | null> = new Set(['window', 'policy', 'rate', 'quota', 'budget']);
const OF_ROLE: ReadonlySet<string | null> = new Set(['visibility', 'role']);
/** Asked before any gate of the policy; a no for another reason, such as a duplicate, names no gate at all. */
const BEFORE_POLICY: ReadonlySet<string | null> = new Set(['lifecycle', 'action', 'schema', 'approval', null]);

const elapsed = () => 0;

/** A decision as it is recorded. */
export const asRecorded = (decision: RecordedDecision): Judgement => ({ status: decision.status, is: outcomeOf(decision), cost: decision.cost });

/** Whether no policy could have changed a recorded decision. */
export function isBeyondPolicy({ status, gate }: RecordedDecision, hasOtherRole: boolean): boolean {
  return status === 'rejected' && (BEFORE_POLICY.has(gate) || (OF_ROLE.has(gate) && !hasOtherRole));
}

/**
 * Decides a recorded intent again under the candidate. What no policy changes is taken from the record: the gates that
 * let the intent pass before, and the no of a precondition, a confirmation or a check. Where a policy had said no, the gates after it are asked for the first time.
 */
export function judge(bench: Bench, decision: RecordedDecision, met: Met): Judgement {
  const isReopened = decision.status === 'rejected' && (OF_POLICY.has(decision.gate) || OF_ROLE.has(decision.gate));
  const decided = decide(factsOf(bench, decision, met), settledGates({ isReopened, ...met }));
  if (decided.verdict === 'refuse') return { status: 'rejected', is: decided.error.code, cost: 0 };
  const stands = decision.status === 'failed' || (decision.status === 'rejected' && !isReopened);
  if (stands) return asRecorded(decision);
  const passed: Judgement = decided.verdict === 'hold' ? { status: 'pending_approval', is: 'pending_approval', cost: 0 } : { status: 'success', is: 'success', cost: decided.cost };
  if (!isReopened || met.isRedacted || decided.action.lookBack) return passed;
  const applied = apply(decided.action, bench.footprint(decided.action), met.state, decided.inputs);
  return applied.ok ? passed : { status: 'failed', is: applied.breach.code, cost: 0 };
}

function factsOf({ policy, rulebook, engine }: Bench, decision: RecordedDecision, { action, caller, state, usage }: Met): Facts {
  const isGranted = decision.approvalId !== null && decision.status !== 'pending_approval';
  return { now: decision.at, project: ACTIVE, isBroken: false, caller, intent: decision.intent, action: pricedAs(action, decision), state, policy, rulebook, isGranted, usage, engine, elapsed };
}

/** What was paid is the price, whatever the action costs by now. */
function pricedAs(action: ActionDeclaration, { status, cost }: RecordedDecision): ActionDeclaration {
  return status === 'success' && action.fixedCost !== cost ? { ...action, cost: () => cost } : action;
}
