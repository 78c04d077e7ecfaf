import type { GateName, TraceEntry } from '../../contract/decision.ts';
import { answerOf, traceEntry } from '../decide.ts';
import { type Gate, type GateFacts, pass, type Verdict } from '../gates/gate.ts';
import type { Known } from './known.ts';

/** What one gate says: its line of the trace, and each verdict behind it. */
export type Asked = { readonly name: GateName; readonly entry: TraceEntry; readonly verdicts: readonly Verdict[] };

/** The gates that look at no more of an action than whoever may not see it can know. */
const BEFORE_IT: readonly GateName[] = ['visibility', 'role', 'window', 'rate', 'quota'];

/** Asks one gate for itself: of the preconditions each one, and nothing where the answer depends on inputs that are not there. */
export function askGate(name: GateName, gate: Gate, known: Known): Asked {
  const skipped = reasonToSkip(name, known);
  if (skipped !== null) return { name, entry: { gate: name, verdict: 'skipped', reason: skipped, ms: 0 }, verdicts: [] };
  const verdicts = questionsOf(name, known).map((facts) => answerOf(name, () => gate(facts)));
  const objections = verdicts.filter(({ verdict }) => verdict !== 'pass');
  const entry = traceEntry(name, objections[0] ?? verdicts[0] ?? pass, false, 0);
  const further = objections.slice(1).flatMap((verdict) => traceEntry(name, verdict, false, 0).reason ?? []);
  const reason = [...(entry.reason === undefined ? [] : [entry.reason]), ...further, ...noteOn(name, known)].join(' ');
  return { name, entry: reason === '' ? entry : { ...entry, reason }, verdicts };
}

function reasonToSkip(name: GateName, { facts, isComplete, missing, isHidden }: Known): string | null {
  if (isHidden && !BEFORE_IT.includes(name)) return 'The action is not offered to this role.';
  if (isComplete) return null;
  if (name === 'schema') return missing.length === 0 ? 'It needs inputs.' : `It needs ${missing.map(({ name: input }) => input).join(', ')}.`;
  return name === 'budget' && facts.action.fixedCost === null ? 'What it costs depends on its inputs.' : null;
}

/** The facts to ask a gate with; a gate that stops at the first of several conditions is asked about each one. */
function questionsOf(name: GateName, { facts }: Known): GateFacts[] {
  if (name !== 'preconditions') return [facts];
  return facts.action.preconditions.map((condition) => ({ ...facts, action: { ...facts.action, preconditions: [condition] } }));
}

function noteOn(name: GateName, { facts: { action, engine } }: Known): string[] {
  return name === 'confirmation' && action.confirmation && engine.requireConfirmation ? ['It asks for a confirmation.'] : [];
}
