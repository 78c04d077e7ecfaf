import type { Json } from '../../contract/json.ts';
import type { Role } from '../../contract/project.ts';
import type { ActionDeclaration, Components } from '../action.ts';
import { type Catalog, resolveAction } from '../catalog.ts';
import { strangerOf } from '../execution/decide-attempts.ts';
import { isRedacted } from '../execution/redact.ts';
import type { Caller, Usage } from '../facts.ts';
import type { Rulebook } from '../policy/rulebook.ts';
import { asRecorded, type Bench, isBeyondPolicy, judge, type Judgement } from './judge.ts';
import type { RecordedDecision } from './recorded-decision.ts';
import type { Tally } from './tally.ts';

/** Who asked for decisions, and under which policies. */
export type Around = {
  /** By user id; the role is that of a membership, null where there is none. */
  readonly people: ReadonlyMap<string, Caller>;
  readonly rulebooks: ReadonlyMap<number, Rulebook>;
};

type Judge = (decision: RecordedDecision, around: Around, met: { state: Components; usage: Usage }) => Judgement;

/** Judges decisions one by one: finds the action and the caller of each, and counts those that cannot be judged, or not fully. */
export function createJudge(bench: Bench & { readonly catalog: Catalog }, tally: Pick<Tally, 'noteUnknown' | 'noteRedacted'>): Judge {
  const hasSecrets = createSecretSearch();
  const findAction = createActionSearch(bench.catalog);
  return (decision, { people, rulebooks }, met) => {
    const person = people.get(decision.userId) ?? strangerOf(decision.userId);
    const { role, hasOtherRole } = roleOf(person, bench.rulebook, rulebooks.get(decision.policyVersion));
    if (isBeyondPolicy(decision, hasOtherRole)) return asRecorded(decision);
    const action = findAction(decision.actionId);
    if (!action) {
      tally.noteUnknown();
      return asRecorded(decision);
    }
    const isHidden = hasSecrets(action) && holdsRedacted(decision.intent.inputs);
    if (isHidden) tally.noteRedacted();
    const caller = role === person.role ? person : { ...person, role };
    return judge(bench, decision, { action, caller, hasOtherRole, isRedacted: isHidden, ...met });
  };
}

/** A membership goes before any mapping; without one, the candidate's mappings may say something else than those of that time. */
function roleOf(person: Caller, candidate: Rulebook, before: Rulebook | undefined): { role: Role | null; hasOtherRole: boolean } {
  if (person.role !== null) return { role: person.role, hasOtherRole: false };
  const role = candidate.roleOf(person);
  return { role, hasOtherRole: role !== (before?.roleOf(person) ?? null) };
}

/** Resolves each id once. */
function createActionSearch(catalog: Catalog): (actionId: string) => ActionDeclaration | undefined {
  const known = new Map<string, ActionDeclaration>();
  return (actionId) => {
    const found = known.get(actionId) ?? resolveAction(catalog, actionId);
    if (found) known.set(actionId, found);
    return found;
  };
}

/** Whether an action takes sensitive inputs, found out once for each. */
function createSecretSearch(): (action: ActionDeclaration) => boolean {
  const known = new Map<ActionDeclaration, boolean>();
  return (action) => {
    const found = known.get(action) ?? JSON.stringify(action.inputSchema).includes('"sensitive":true');
    known.set(action, found);
    return found;
  };
}

function holdsRedacted(value: Json): boolean {
  if (value === null || typeof value !== 'object') return false;
  return isRedacted(value) || Object.values(value).some(holdsRedacted);
}
