import type { Facts } from '../facts.ts';
import type { ActionDeclaration, Components } from '../action.ts';
import { roundUnits } from '../budget/units.ts';
import { runIntent } from '../execution/run-intent.ts';
import type { Footprint } from '../footprint.ts';
import { fold, type Fold } from '../plan/fold.ts';
import { canonicalText } from '../state/canonical.ts';
import type { Candidate } from './relevant-actions.ts';
import { type SearchBudget, spendOn } from './search-budget.ts';

/** Where a search starts, and when it is there. `isReached` is asked of the facts that a sequence leaves. */
export type Journey = {
  readonly facts: Facts;
  readonly footprint: (action: ActionDeclaration) => Footprint;
  readonly candidates: readonly Candidate[];
  readonly isReached: (facts: Facts) => boolean;
  readonly maxSteps: number;
  readonly budget: SearchBudget;
};

/** A place that a sequence of steps leads to. What was tried from here is kept, since each deeper search comes by again. */
type Place = {
  readonly fold: Fold;
  readonly key: string;
  readonly steps: readonly Candidate[];
  readonly cost: number;
  readonly tried: Map<Candidate, Place | null>;
  reached: boolean | null;
};

/**
 * Finds the fewest steps, then the cheapest, then the first by id, after which the journey's end is reached. Every step
 * succeeds for this caller on what the ones before it left, as a simulation says. Null where there are none, or the budget ends.
 */
export function findSteps(journey: Journey): readonly Candidate[] | null {
  const { facts, maxSteps, budget } = journey;
  const start: Place = { fold: { state: facts.state, version: 0, usage: facts.usage }, key: '', steps: [], cost: 0, tried: new Map(), reached: null };
  for (let length = 1; length <= maxSteps && budget.left > 0; length += 1) {
    const ends = placesAfter(journey, start, length).filter((place) => isEnd(journey, place));
    const [best] = ends.toSorted(byCost);
    if (best) return best.steps;
  }
  return null;
}

/** Every different state that so many steps lead to; a step that comes so early that it cannot matter is not tried. */
function placesAfter(journey: Journey, start: Place, length: number): Place[] {
  const seen = new Set([start.key]);
  let places = [start];
  for (let left = length; left > 0; left -= 1) {
    const found = new Map<string, Place>();
    for (const place of places) {
      for (const candidate of journey.candidates) {
        const next = candidate.layer > left ? null : goFrom(journey, place, candidate);
        if (!next || seen.has(next.key)) continue;
        const rival = found.get(next.key);
        if (!rival || byCost(next, rival) < 0) found.set(next.key, next);
      }
    }
    for (const key of found.keys()) seen.add(key);
    places = [...found.values()];
  }
  return places;
}

/** Where one more step leads; null where it does not succeed, changes nothing, or the budget has ended. */
function goFrom(journey: Journey, place: Place, candidate: Candidate): Place | null {
  const known = place.tried.get(candidate);
  if (known !== undefined) return known;
  if (journey.budget.left <= 0) return null;
  const outcome = runIntent(factsAt(journey.facts, place, candidate), journey.footprint);
  const moved = outcome.status === 'success' && outcome.diff.length > 0;
  const next = moved ? placeAt(journey, place, candidate, outcome.cost, fold(place.fold, outcome, journey.facts.policy)) : null;
  spendOn(journey.budget, next?.key.length ?? 0);
  place.tried.set(candidate, next);
  return next;
}

function placeAt({ facts }: Journey, place: Place, candidate: Candidate, cost: number, after: Fold): Place {
  const key = differences(facts.state, after.state);
  return { fold: after, key, steps: [...place.steps, candidate], cost: roundUnits(place.cost + cost), tried: new Map(), reached: null };
}

function isEnd(journey: Journey, place: Place): boolean {
  if (place.reached === null && journey.budget.left > 0) {
    spendOn(journey.budget, 0);
    place.reached = journey.isReached({ ...journey.facts, state: place.fold.state, usage: place.fold.usage });
  }
  return place.reached === true;
}

/** What the gates meet when a step is tried: a confirmation counts as given, because the caller can give it. */
function factsAt(facts: Facts, { fold: { state, usage } }: Place, { action, inputs }: Candidate): Facts {
  const intent = { actionId: action.id, inputs, mode: facts.intent.mode, confirmed: true };
  return { ...facts, intent, action, state, usage, isGranted: false, elapsed: () => 0 };
}

/** A text that is the same for equal states: the components that are not as they were. */
function differences(before: Components, after: Components): string {
  const changed = Object.keys(after).filter((id) => after[id] !== before[id]).sort();
  const parts = changed.map((id) => [canonicalText(before[id] ?? {}), canonicalText(after[id] ?? {}), id] as const);
  return parts.filter(([was, is]) => was !== is).map(([, is, id]) => `${id}=${is}`).join('\n');
}

function byCost(left: Place, right: Place): number {
  const [one, other] = [nameOf(left), nameOf(right)];
  return left.cost - right.cost || (one < other ? -1 : one > other ? 1 : 0);
}

const nameOf = ({ steps }: Place): string => steps.map(({ action }) => action.id).join('\n');
