import type { Json } from '../../contract/json.ts';
import type { Policy } from '../../contract/policy.ts';
import type { CaseExpectation, PolicyCase } from '../../contract/policy-case.ts';
import { askOfHolds } from '../approval/ask.ts';
import { type Catalog, resolveAction } from '../catalog.ts';
import { type Decision, decide } from '../decide.ts';
import type { Caller, Facts } from '../facts.ts';
import { applyChanges } from '../state/patch.ts';
import { segmentsOf } from '../state/pointer.ts';
import { wholeState } from '../state/whole-state.ts';
import type { Rulebook } from './rulebook.ts';

/** A policy with the same compiled, and what is registered around it. */
export type CaseSetting = { readonly policy: Policy; readonly rulebook: Rulebook; readonly catalog: Pick<Catalog, 'actions' | 'components'> };

/** Where a case was answered otherwise than it says; empty where it holds. */
export type Mismatch = { readonly what: keyof CaseExpectation; readonly expected: Json; readonly found: Json };

/** Sends a case through the gates, with the rates empty, and compares what they say with what it expects. */
export function runCase(setting: CaseSetting, asked: PolicyCase): Mismatch[] {
  const found = findingOf(decide(factsOf(setting, asked)), asked.expect.rule);
  return Object.entries(asked.expect).flatMap(([name, expected]): Mismatch[] => {
    const what = isAsked(name, found) ? name : null;
    if (what === null || expected === undefined) return [];
    return JSON.stringify(found[what]) === JSON.stringify(expected) ? [] : [{ what, expected, found: found[what] }];
  });
}

type Finding = { readonly [Name in keyof CaseExpectation]-?: Json };

const isAsked = (name: string, found: Finding): name is keyof CaseExpectation => Object.hasOwn(found, name);

/** The decision in the words of a case. Of several rules that hold, the expected one is named where it is among them. */
function findingOf(decision: Decision, expectedRule: string | undefined): Finding {
  const shadow = decision.trace.flatMap((line) => line.shadow?.map(({ rule }) => rule) ?? []);
  const nothing = { gate: null, code: null, rule: null, requiredRole: null, quorum: null };
  if (decision.verdict === 'refuse') return { ...nothing, verdict: 'refuse', gate: decision.error.gate, code: decision.error.code, rule: decision.error.rule ?? null, shadow };
  const { holds } = decision;
  if (holds.length === 0) return { ...nothing, verdict: 'pass', shadow };
  const named = holds.find(({ rule }) => rule === expectedRule) ?? holds[0];
  const { requiredRole, quorum } = askOfHolds(holds);
  return { verdict: 'hold', gate: named?.gate ?? null, code: null, rule: named?.rule ?? null, requiredRole, quorum, shadow };
}

function factsOf({ policy, rulebook, catalog }: CaseSetting, asked: PolicyCase): Facts {
  const { action, inputs, state, used, confirmed } = asked;
  const changes = Object.entries(state).map(([path, value]) => ({ path: segmentsOf(path), value }));
  const now = Date.parse(asked.at);
  return {
    now,
    project: { status: 'active' },
    isBroken: false,
    caller: callerOf(asked, rulebook),
    intent: { actionId: action, inputs, mode: 'assisted', confirmed },
    action: resolveAction(catalog, action),
    state: applyChanges(wholeState(catalog, {}), changes).components,
    policy,
    rulebook,
    isGranted: false,
    usage: { rate: emptyRates(policy, now), succeededToday: used.succeeded ?? 0, spentToday: used.spent ?? 0, actionSpentToday: used.actions ?? {} },
    engine: { requireConfirmation: true },
    elapsed: () => 0,
  };
}

/** Nothing was counted yet, so only a rate of zero is full. */
function emptyRates({ limits }: Policy, now: number): Facts['usage']['rate'] {
  const { perMinute, perHour } = limits?.rate ?? {};
  return { ...(perMinute === 0 && { perMinute: [now] }), ...(perHour === 0 && { perHour: [now] }) };
}

function callerOf({ role, user }: PolicyCase, rulebook: Rulebook): Caller {
  const person = { userId: user.id ?? 'somebody', email: user.email ?? null, name: user.name ?? null, organization: user.organization ?? null, claims: user.claims ?? {} };
  return { ...person, role: role ?? rulebook.roleOf(person) };
}
