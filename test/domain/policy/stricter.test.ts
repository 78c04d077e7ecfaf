import { describe, expect, it } from '@jest/globals';
import { Policy } from '../../../contract/policy.ts';
import type { Json } from '../../../contract/json.ts';
import { decide } from '../../../domain/decide.ts';
import type { Facts } from '../../../domain/facts.ts';
import { compileRulebook } from '../../../domain/policy/rulebook.ts';
import { action, caller, condition, facts, NOON, seeded } from '../given.ts';

const CASES = 2_400;
const SEED = 20_260_615;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const WEIGHT = { pass: 0, hold: 1, refuse: 2 } as const;

type Dice = { whole: (below: number) => number; pick: <T>(from: readonly T[]) => T; isTrue: (share: number) => boolean };

function diceOf(random: () => number): Dice {
  const whole = (below: number) => Math.floor(random() * below);
  return { whole, pick: (from) => from[whole(from.length)]!, isTrue: (share) => random() < share };
}

const maybe = <T extends object>({ isTrue }: Dice, share: number, value: () => T): T | object => (isTrue(share) ? value() : {});

function someCondition({ pick, whole }: Dice): Json {
  return pick<Json>([
    true,
    false,
    { '>': [{ val: ['inputs', 'level'] }, whole(6)] },
    { '==': [{ val: ['state', 'lamp', 'level'] }, whole(3)] },
    { in: [{ val: ['now', 'weekday'] }, DAYS.slice(0, whole(7))] },
    { in: [pick(['operator', 'admin']), { val: ['roles'] }] },
    { '+': [{ val: ['inputs', 'nothing'] }, 1] }, // It errs.
    { '<': [{ val: ['action', 'cost'] }, whole(10)] },
  ]);
}

const rule = (dice: Dice, id: string): object => ({
  id,
  priority: dice.whole(5) - 2,
  effect: dice.pick(['allow', 'reject', 'require_approval']),
  enforcement: dice.pick(['enforce', 'enforce', 'shadow']),
  when: someCondition(dice),
  quorum: 1 + dice.whole(3),
  requiredRole: dice.pick(['operator', 'admin']),
  ...maybe(dice, 0.3, () => ({ actions: [dice.pick(['lamp.*', 'demo.*', '*'])] })),
});

const window = ({ whole, pick }: Dice): object => ({ days: DAYS.slice(whole(3), 4 + whole(4)), from: pick(['00:00', '08:00', '20:00']), to: pick(['12:30', '18:00', '06:00']), timezone: pick(['UTC', 'Europe/Berlin', 'America/New_York']) });

const approval = (dice: Dice, id: string): object => ({ id, when: { ...maybe(dice, 0.5, () => ({ minCost: dice.whole(12) })), ...maybe(dice, 0.3, () => ({ minRisk: dice.pick(['medium', 'high']) })) }, quorum: 1 + dice.whole(3) });

function somePolicy(dice: Dice): Policy {
  const some = (most: number, make: (index: number) => object) => Array.from({ length: dice.whole(most + 1) }, (_, index) => make(index));
  return Policy.parse({
    limits: {
      ...maybe(dice, 0.4, () => ({ rate: { perMinute: dice.whole(4), perHour: 2 + dice.whole(6) } })),
      ...maybe(dice, 0.4, () => ({ quota: { perDay: dice.whole(12) } })),
      ...maybe(dice, 0.5, () => ({ budget: { daily: dice.whole(40) } })),
    },
    ...maybe(dice, 0.3, () => ({ actionBudgets: { 'lamp.dim': { daily: dice.whole(30) } } })),
    ...maybe(dice, 0.4, () => ({ executionWindows: [window(dice), ...some(1, () => window(dice))] })),
    rules: some(4, (index) => rule(dice, `r${index}`)),
    approvals: some(2, (index) => approval(dice, `a${index}`)),
  });
}

/** The same policy with one thing in it made stricter. */
function stricter(policy: Policy, dice: Dice): { how: string; policy: Policy } {
  const { limits = {}, rules = [], approvals = [], executionWindows } = policy;
  const [added] = Policy.parse({ rules: [{ ...rule(dice, 'added'), enforcement: 'enforce' }] }).rules ?? [];
  const less = (most: number) => dice.whole(most + 1);
  const steps: (() => { how: string; policy: Policy })[] = [
    () => ({ how: 'one more rule', policy: { ...policy, rules: [...rules, { ...added!, effect: 'reject' }] } }),
    () => ({ how: 'one more rule that asks', policy: { ...policy, rules: [...rules, { ...added!, effect: 'require_approval', priority: -100 }] } }), // Before one that rejects it would win, which is what priorities are for.
    () => ({ how: 'one more approval', policy: { ...policy, approvals: [...approvals, ...Policy.parse({ approvals: [approval(dice, 'added')] }).approvals!] } }),
    () => ({ how: 'a lower quota', policy: { ...policy, limits: { ...limits, quota: { perDay: less(limits.quota?.perDay ?? 10) } } } }),
    () => ({ how: 'a lower budget', policy: { ...policy, limits: { ...limits, budget: { timezone: 'UTC', daily: less(limits.budget?.daily ?? 20) } } } }),
    () => ({ how: 'a lower budget of the action', policy: { ...policy, actionBudgets: { 'lamp.dim': { daily: less(policy.actionBudgets?.['lamp.dim']?.daily ?? 20) } } } }),
    () => ({ how: 'a lower rate', policy: { ...policy, limits: { ...limits, rate: { ...limits.rate, perMinute: less(limits.rate?.perMinute ?? 5) } } } }),
    () => ({ how: 'a narrower window', policy: { ...policy, executionWindows: executionWindows ? executionWindows.map((each) => ({ ...each, days: each.days.slice(0, 1 + less(each.days.length - 1)) })) : Policy.parse({ executionWindows: [window(dice)] }).executionWindows } }),
    () => ({ how: 'shadow made to count', policy: { ...policy, rules: rules.map((each) => (each.effect === 'reject' ? { ...each, enforcement: 'enforce' as const } : each)) } }),
  ];
  return dice.pick(steps)();
}

/** What both policies meet: the same person, inputs, state, time and use. The rates are filled by what was counted, as a store would. */
function meeting(dice: Dice) {
  const counted = Array.from({ length: dice.whole(6) }, (_, index) => NOON - 5_000 * (index + 1)); // Newest first.
  const used: Facts['usage'] = { rate: {}, succeededToday: dice.whole(12), spentToday: dice.whole(30), actionSpentToday: { 'lamp.dim': dice.whole(25) } };
  const cost = dice.whole(12);
  const change: Partial<Facts> = {
    now: NOON + dice.whole(7 * 24) * 3_600_000,
    caller: caller({ role: dice.pick(['operator', 'admin', 'admin']) }),
    intent: { actionId: 'lamp.dim', inputs: { level: dice.whole(7) }, mode: 'assisted', confirmed: dice.isTrue(0.8) },
    state: { lamp: { level: dice.whole(3) } },
    action: action({ cost: () => cost, fixedCost: cost, risk: dice.pick(['low', 'medium', 'high']), confirmation: dice.isTrue(0.2), preconditions: dice.isTrue(0.1) ? [condition({ holds: () => false })] : [] }),
  };
  const isGranted = dice.isTrue(0.2);
  return (policy: Policy) => {
    const at = (limit: number | undefined) => (limit === undefined ? undefined : [limit === 0 ? (change.now ?? NOON) : (counted[limit - 1] ?? null)]);
    const [perMinute, perHour] = [at(policy.limits?.rate?.perMinute), at(policy.limits?.rate?.perHour)];
    const usage = { ...used, rate: { ...(perMinute && { perMinute }), ...(perHour && { perHour }) } };
    return decide(facts({ ...change, isGranted, policy, rulebook: compileRulebook(policy), usage }));
  };
}

describe('a stricter policy', () => {
  it(`when one thing in any of ${CASES} policies is made stricter, then nothing that was refused or held gets further`, () => {
    const seen = { pass: 0, hold: 0, refuse: 0, stopped: 0 };
    for (let number = 0; number < CASES; number += 1) {
      const dice = diceOf(seeded(SEED + number));
      const policy = somePolicy(dice);
      const { how, policy: strict } = stricter(policy, dice);
      const ask = meeting(dice);
      const [loose, tight] = [ask(policy), ask(strict)];
      seen[loose.verdict] += 1;
      if (WEIGHT[tight.verdict] > WEIGHT[loose.verdict]) seen.stopped += 1;
      if (WEIGHT[tight.verdict] < WEIGHT[loose.verdict]) throw new Error(`Case ${number}, ${how}: ${loose.verdict} has become ${tight.verdict}.`);
    }
    // The cases say something: each verdict comes often, and strictness often tells.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(CASES / 50);
  });
});
