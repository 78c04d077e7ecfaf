import type { TraceEntry } from '../../contract/decision.ts';
import type { Explanation, Reason } from '../../contract/explanation.ts';
import type { ActionDeclaration } from '../action.ts';
import { seesAction } from '../access/sees-action.ts';
import { versionedId } from '../catalog.ts';
import { JUDGING, traceEntry } from '../decide.ts';
import { BROKEN } from '../execution/run-intent.ts';
import { factsFrom } from '../execution/facts-from.ts';
import type { Gathering } from '../execution/gather.ts';
import type { Caller, EngineSettings, Facts } from '../facts.ts';
import { lifecycle } from '../gates/lifecycle.ts';
import type { Fold } from '../plan/fold.ts';
import { openSearchBudget } from '../suggest/search-budget.ts';
import { suggestFirst, suggestTowards } from '../suggest/suggest.ts';
import { askGate } from './ask-gate.ts';
import { type Known, knownOf } from './known.ts';
import { reasonsOf } from './reasons-of.ts';

/** An action, and what somebody who asks about it would meet. The state is whole. */
export type Question = { readonly gathering: Gathering; readonly start: Fold; readonly caller: Caller; readonly action: ActionDeclaration; readonly engine: EngineSettings };

/**
 * Asks every gate for itself what it says to an action without inputs, so that each reason shows. A confirmation counts as
 * given, and what depends on inputs that are not there is skipped. Whoever may not see the action learns that, and no more of it.
 */
export function explainAction(question: Question): Explanation {
  const { action, caller } = question;
  const facts = factsOf(question);
  const known = knownOf(facts, action);
  const opening = lifecycle(facts);
  const asked = JUDGING.map(([name, gate]) => askGate(name, gate, known));
  const refusals = [opening, ...asked.flatMap(({ verdicts }) => verdicts)];
  const reasons: Reason[] = [...reasonsOf('lifecycle', [opening]), ...asked.flatMap(({ name, verdicts }) => reasonsOf(name, verdicts)), ...(facts.isBroken ? [{ ...BROKEN, gate: null }] : [])];
  const trace: TraceEntry[] = [traceEntry('lifecycle', opening, false, 0), { gate: 'action', verdict: 'pass', ms: 0 }, ...asked.map(({ entry }) => entry)];
  const isRefused = facts.isBroken || refusals.some(({ verdict }) => verdict === 'refuse');
  return {
    actionId: versionedId(action),
    title: seesAction(caller.role, action.visibility) ? action.title : versionedId(action),
    offered: seesAction(caller.role, action.visibility),
    verdict: isRefused ? 'refuse' : reasons.length > 0 ? 'hold' : 'pass',
    trace,
    reasons,
    missing: known.isHidden ? [] : known.missing,
    ...suggestionFor(question, known, reasons),
  };
}

function factsOf({ gathering, start, caller, action, engine }: Question): Facts {
  const intent = { actionId: versionedId(action), inputs: {}, mode: 'assisted', confirmed: true } as const;
  return factsFrom({ gathering, engine, elapsed: () => 0, caller, intent, before: start });
}

/** What to do first, where nothing but preconditions stands in the way. */
function suggestionFor({ gathering }: Question, { facts, isComplete }: Known, reasons: readonly Reason[]): Pick<Explanation, 'suggestion'> {
  const isStuck = reasons.some(({ code }) => code === 'precondition_failed') && reasons.every(({ gate, code }) => gate === 'preconditions' || code === 'approval_required');
  if (!isStuck) return {};
  const grounds = { ...gathering, budget: openSearchBudget() };
  return { suggestion: isComplete ? suggestFirst(grounds, facts) : suggestTowards(grounds, facts, facts.action.preconditions) };
}
