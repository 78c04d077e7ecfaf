import type { Policy } from '../../contract/policy.ts';
import type { ActionDeclaration, Components } from '../action.ts';
import { roundUnits } from '../budget/units.ts';
import { type Catalog, resolveAction } from '../catalog.ts';
import { READS_EVERYTHING } from '../expression/condition.ts';
import type { Footprint } from '../footprint.ts';
import type { Usage } from '../facts.ts';
import { componentsOf, type Rulebook } from '../policy/rulebook.ts';
import type { Fold } from '../plan/fold.ts';
import { stateOf, wholeState } from '../state/whole-state.ts';
import type { Head } from './head.ts';

/** The intents of one list, as far as it matters for what to look up. */
export type Gathering = {
  readonly catalog: Catalog;
  readonly footprint: (action: ActionDeclaration) => Footprint;
  readonly dayStart: (now: number, timeZone: string) => number;
  readonly policy: Policy;
  /** The same policy, compiled. */
  readonly rulebook: Rulebook;
  readonly head: Head;
  readonly actionIds: readonly string[];
  readonly now: number;
};

/** What to look up before a list of intents can be decided. */
export type Lookup = { componentIds: string[]; rateSeqs: number[]; dayStart: Date; budgetedActionIds: string[] };

/** What was found; see Lookup. Instants are epoch ms. */
export type Found = {
  readonly components: Components;
  readonly counted: { readonly [rateSeq: string]: number };
  readonly beforeToday: { readonly spent: number; readonly succeeded: number };
  readonly actionSpentToday: { readonly [actionId: string]: number };
};

/** Says what must be looked up, so that one statement can load it. */
export function lookupFor(gathering: Gathering): Lookup {
  const { policy, head, now } = gathering;
  const actions = actionsOf(gathering);
  const components = new Set(actions.flatMap((action) => componentIdsFor(gathering, action)));
  const budgeted = new Set(actions.map(({ id }) => id).filter((id) => policy.actionBudgets?.[id]));
  const rateSeqs = rateLimits(policy).flatMap(({ limit }) => blockingSeqs(limit, gathering));
  return {
    componentIds: [...components],
    rateSeqs: rateSeqs.filter((seq) => seq >= 1 && seq <= head.rateSeq),
    dayStart: new Date(gathering.dayStart(now, policy.limits?.budget?.timezone ?? 'UTC')),
    budgetedActionIds: [...budgeted],
  };
}

/** Puts what was found in the form that the first intent of the list meets: the whole state, or what these components are alone. */
export function openFold(gathering: Gathering, found: Found, componentIds: readonly string[] | null = null): Fold {
  const { head, catalog } = gathering;
  const state = componentIds === null ? wholeState(catalog, found.components) : stateOf(catalog, componentIds, found.components);
  return { state, version: head.version, usage: usageOf(gathering, found) };
}

/** The components that an action touches, and those that the rules on it read. */
function componentIdsFor({ catalog, footprint, rulebook }: Gathering, action: ActionDeclaration): string[] {
  const read = componentsOf(rulebook.pathsFor(action));
  const ofRules = read.includes(READS_EVERYTHING) ? [...catalog.components.keys()] : read;
  return [...footprint(action).components.map(({ id }) => id), ...ofRules];
}

function usageOf(gathering: Gathering, { counted, beforeToday, actionSpentToday }: Found): Usage {
  const { head, now, policy } = gathering;
  const instants = (limit: number) =>
    blockingSeqs(limit, gathering).map((seq) => {
      if (seq < 1) return null;
      return seq > head.rateSeq ? now : (counted[seq] ?? null);
    });
  return {
    rate: Object.fromEntries(rateLimits(policy).map(({ window, limit }) => [window, instants(limit)])),
    succeededToday: head.successTotal - beforeToday.succeeded,
    spentToday: roundUnits(head.spentTotal - beforeToday.spent),
    actionSpentToday: Object.fromEntries(Object.entries(actionSpentToday).map(([id, spent]) => [id, roundUnits(spent)])),
  };
}

function actionsOf({ catalog, actionIds }: Gathering): ActionDeclaration[] {
  return actionIds.flatMap((actionId) => resolveAction(catalog, actionId) ?? []);
}

function rateLimits(policy: Policy): { window: 'perMinute' | 'perHour'; limit: number }[] {
  const { perMinute, perHour } = policy.limits?.rate ?? {};
  const limits: { window: 'perMinute' | 'perHour'; limit: number }[] = [];
  if (perMinute !== undefined) limits.push({ window: 'perMinute', limit: perMinute });
  if (perHour !== undefined) limits.push({ window: 'perHour', limit: perHour });
  return limits;
}

/** For each intent of the list, the number of the counted execution that must have left the window before it may pass. */
function blockingSeqs(limit: number, { head, actionIds }: Gathering): number[] {
  return actionIds.map((_, index) => head.rateSeq - limit + 1 + index);
}
