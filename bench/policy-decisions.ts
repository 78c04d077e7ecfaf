import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPolicy } from '@open-policy-agent/opa-wasm';
import { z } from 'zod';
import type { JsonObject } from '../contract/json.ts';
import type { Policy } from '../contract/policy.ts';
import { resolveAction } from '../domain/catalog.ts';
import { type Decision, decide } from '../domain/decide.ts';
import type { Facts } from '../domain/facts.ts';
import { instantParts } from '../domain/policy/instant-parts.ts';
import { compileRulebook } from '../domain/policy/rulebook.ts';
import { wholeState } from '../domain/state/whole-state.ts';
import { sha256Hex } from '../platform/digest.ts';
import { loadCatalog } from '../registry/load-catalog.ts';
import { manyRules } from './many-rules.ts';
import { alternate, median } from './measure.ts';
import type { Question } from './question.ts';

const GOAL = 0.2;
const GROWTH_GOAL = 5;
const ROUNDS = 9;
const DECISIONS = 1_000;
/** So many rounds that the compilers of both sides have done their work: a process decides for months. */
const WARM_UP = 30;
const NOW = Date.UTC(2026, 5, 15, 12);
const WASM = join(import.meta.dirname, 'bare', 'opa', 'rules.wasm');
const Rejections = z.array(z.object({ result: z.array(z.string()) }));

/** What do fifty rules cost beside OPA, and a thousand beside ten? Ours asks all thirteen gates and writes the trace; OPA answers the rules alone. */
export const policyDecisions: Question = {
  id: 'P6',
  asks: 'decide() with 50 rules against OPA WASM on the same rules; 1,000 rules, 60 of them about the action, against 10',
  goal: GOAL,
  goalInWords: `≤ ${GOAL} ×; ≤ ${GROWTH_GOAL} ×`,
  measure: async () => {
    const opa = await openOpa();
    assertAlike(opa);
    const [fifty, thousand, ten] = [decisions(manyRules(50)), decisions(manyRules(1_000, 10)), decisions(manyRules(10))];
    const beside = await alternate({ rounds: ROUNDS, warmUp: WARM_UP }, async () => fifty(), async () => timed(() => opa(inputOf(1))));
    const growth = await alternate({ rounds: ROUNDS, warmUp: WARM_UP }, async () => thousand(), async () => ten());
    const detail = {
      ...{ decideUs: median(beside.ours), opaUs: median(beside.theirs), growthRatio: growth.ratio, thousandUs: median(growth.ours), tenUs: median(growth.theirs) },
      ...{ decideRoundsUs: beside.ours, opaRoundsUs: beside.theirs, thousandRoundsUs: growth.ours, tenRoundsUs: growth.theirs },
    };
    return { ratio: beside.ratio, rounds: ROUNDS, ok: beside.ratio <= GOAL && growth.ratio <= GROWTH_GOAL, detail };
  },
};

const catalog = loadCatalog([], sha256Hex);
const state = wholeState(catalog, { 'demo.counter': { value: 7 } });

/** Microseconds of one call, as the mean of many. */
function timed(call: () => unknown): number {
  const began = performance.now();
  for (let count = 0; count < DECISIONS; count += 1) call();
  return ((performance.now() - began) * 1_000) / DECISIONS;
}

function decisions(policy: Policy): () => number {
  const facts = factsFor(policy, 1);
  if (decide(facts).verdict !== 'pass') throw new Error('the decision did not pass');
  return () => timed(() => decide(facts));
}

function factsFor(policy: Policy, amount: number): Facts {
  const action = resolveAction(catalog, 'demo.counter.increment');
  if (!action) throw new Error('there is no counter');
  return {
    ...{ now: NOW, project: { status: 'active' }, isBroken: false, action, state, policy, isGranted: false },
    caller: { userId: 'u1', role: 'operator', email: 'u1@staff.example', name: 'U', organization: null, claims: {} },
    intent: { actionId: 'demo.counter.increment', inputs: { amount }, mode: 'assisted', confirmed: false },
    rulebook: compileRulebook(policy),
    usage: { rate: {}, succeededToday: 0, spentToday: 0, actionSpentToday: {} },
    ...{ engine: { requireConfirmation: true }, elapsed: () => performance.now() },
  };
}

/** What the expressions of a rule see, as OPA's input; of the state it gets the one component that rules look at. */
function inputOf(amount: number): JsonObject {
  return {
    ...{ state: { 'demo.counter': { value: 7 } }, inputs: { amount }, roles: ['operator'], now: instantParts(NOW) },
    user: { id: 'u1', email: 'u1@staff.example', name: 'U', organization: null },
    action: { id: 'demo.counter.increment', risk: 'low', cost: 1, tags: [] },
  };
}

async function openOpa(): Promise<(input: JsonObject) => string[]> {
  const policy = await loadPolicy(readFileSync(WASM));
  return (input) => {
    const answer: unknown = policy.evaluate(input);
    return Rejections.parse(answer).flatMap(({ result }) => result);
  };
}

/** Both sides say the same of what is measured, and of one that a rule rejects. */
function assertAlike(opa: (input: JsonObject) => string[]): void {
  const ruleOf = (decision: Decision) => (decision.verdict === 'refuse' ? [decision.error.rule ?? ''] : []);
  for (const amount of [1, 1_001]) {
    const [ours, theirs] = [ruleOf(decide(factsFor(manyRules(50), amount))), opa(inputOf(amount))];
    if (ours.join() !== theirs.join()) throw new Error(`ours says ${ours.join() || 'pass'}, OPA ${theirs.join() || 'pass'}`);
  }
}
