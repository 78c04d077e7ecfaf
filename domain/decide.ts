import type { GateName, OutcomeError, TraceEntry } from '../contract/decision.ts';
import type { JsonObject } from '../contract/json.ts';
import type { ActionDeclaration } from './action.ts';
import type { Facts } from './facts.ts';
import { action } from './gates/action.ts';
import { budget } from './gates/budget.ts';
import { confirmation } from './gates/confirmation.ts';
import { approval } from './gates/approval.ts';
import { type Gate, type Hold, pass, refuse, type Verdict } from './gates/gate.ts';
import { lifecycle } from './gates/lifecycle.ts';
import { policy } from './gates/policy.ts';
import { preconditions } from './gates/preconditions.ts';
import { quota } from './gates/quota.ts';
import { rate } from './gates/rate.ts';
import { role } from './gates/role.ts';
import { schema } from './gates/schema.ts';
import { visibility } from './gates/visibility.ts';
import { window } from './gates/window.ts';

/** What the gates say of one intent, and every line of how they came to it. */
export type Decision =
  | { verdict: 'pass' | 'hold'; trace: TraceEntry[]; action: ActionDeclaration; inputs: JsonObject; cost: number; holds: Hold[] }
  | { verdict: 'refuse'; trace: TraceEntry[]; error: OutcomeError };

/** The facts of one decision, in a copy of its own: what a gate worked out is written into it for those after it. */
type Working = Facts & { inputs: JsonObject; cost: number };

type Line<Known extends Facts> = readonly (readonly [GateName, (facts: Known) => Verdict])[];

/** The gates that find out what is asked for. */
const OPENING: Line<Facts> = [
  ['lifecycle', lifecycle],
  ['action', action],
];

/** The gates that judge a known action, in their order. */
export const JUDGING: readonly (readonly [GateName, Gate])[] = [
  ['visibility', visibility],
  ['role', role],
  ['schema', schema],
  ['window', window],
  ['policy', policy],
  ['rate', rate],
  ['quota', quota],
  ['budget', budget],
  ['preconditions', preconditions],
  ['confirmation', confirmation],
  ['approval', approval],
];

const ORDER: readonly GateName[] = [...OPENING, ...JUDGING].map(([name]) => name);

const NONE: ReadonlySet<GateName> = new Set();

/**
 * Sends one intent through every gate in order: the first refusal decides, later gates are skipped, and an error refuses.
 * A hold stops no later gate; holds add up, and what people have granted is held no more. Only a backtest names gates that
 * are `settled`: they are known to have let the intent pass, and are not asked.
 */
export function decide(facts: Facts, settled: ReadonlySet<GateName> = NONE): Decision {
  const trace: TraceEntry[] = [];
  const working: Working = { ...facts, inputs: facts.intent.inputs, cost: 0 };
  const opened = walk(OPENING, working, settled, trace);
  if (opened.error) return refused(opened.error, trace);
  const { action: known } = facts;
  if (!known) throw new TypeError('The action gate let an unknown action pass.');

  const { error, holds } = walk(JUDGING, Object.assign(working, { action: known }), settled, trace);
  if (error) return refused(error, trace);
  return { verdict: holds.length === 0 ? 'pass' : 'hold', trace, action: known, inputs: working.inputs, cost: working.cost, holds };
}

type Walked = { readonly error: OutcomeError | null; readonly holds: Hold[] };

/** Asks gate after gate until one refuses, writes each answer down, and hands what a gate worked out to those after it. */
function walk<Known extends Working>(line: Line<Known>, facts: Known, settled: ReadonlySet<GateName>, trace: TraceEntry[]): Walked {
  const holds: Hold[] = [];
  let startedAt = facts.elapsed();
  for (const [name, gate] of line) {
    const verdict = settled.has(name) ? pass : answerOf(name, () => gate(facts));
    const endedAt = facts.elapsed();
    trace.push(traceEntry(name, verdict, facts.isGranted, endedAt - startedAt));
    startedAt = endedAt;
    if (verdict.verdict === 'refuse') return { error: { ...verdict.error, gate: name }, holds };
    if (verdict.verdict === 'hold' && !facts.isGranted) holds.push(...verdict.holds);
    if (verdict.verdict !== 'pass') continue;
    if (verdict.inputs !== undefined) facts.inputs = verdict.inputs;
    if (verdict.cost !== undefined) facts.cost = verdict.cost;
  }
  return { error: null, holds };
}

/** What a gate says; one that throws refuses. */
export function answerOf(gate: GateName, question: () => Verdict): Verdict {
  try {
    return question();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse('invalid_intent', `The gate ${gate} could not judge the intent: ${reason}`);
  }
}

/** The line of a trace that tells of a verdict. */
export function traceEntry(gate: GateName, verdict: Verdict, isGranted: boolean, durationMs: number): TraceEntry {
  const shadow = verdict.shadow && { shadow: verdict.shadow };
  const ms = Math.round(durationMs * 1_000) / 1_000;
  switch (verdict.verdict) {
    case 'pass':
      return shadow ? { gate, verdict: 'pass', ...shadow, ms } : { gate, verdict: 'pass', ms };
    case 'hold':
      return { gate, verdict: isGranted ? 'pass' : 'hold', rule: verdict.holds.map(({ rule }) => rule).join(', '), reason: isGranted ? 'It was approved.' : verdict.holds.map(({ text }) => text).join(' '), ...shadow, ms };
    case 'refuse': {
      const { rule, detail } = verdict.error;
      return { gate, verdict: 'refuse', ...(rule !== undefined && { rule }), reason: detail, ...shadow, ms };
    }
  }
}

function refused(error: OutcomeError, trace: readonly TraceEntry[]): Decision {
  return { verdict: 'refuse', error, trace: [...trace, ...skippedAfter(trace.length)] };
}

/** The trace lines of the gates that were not asked, when only the first `asked` were. */
export function skippedAfter(asked: number): TraceEntry[] {
  return ORDER.slice(asked).map((gate) => ({ gate, verdict: 'skipped', ms: 0 }));
}
