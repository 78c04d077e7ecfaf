import { createDayStarts } from '../domain/budget/day-start.ts';
import { openReplay } from '../domain/backtest/open-replay.ts';
import type { Caller } from '../domain/facts.ts';
import { createFootprints } from '../domain/footprint.ts';
import { compileRulebook } from '../domain/policy/rulebook.ts';
import { wholeState } from '../domain/state/whole-state.ts';
import type { Policy } from '../contract/policy.ts';
import { sha256Hex } from '../platform/digest.ts';
import { loadCatalog } from '../registry/load-catalog.ts';
import { manyRules } from './many-rules.ts';
import { median } from './measure.ts';
import type { Question } from './question.ts';
import { recordedDecisions } from './recorded-decisions.ts';

const GOAL = 20_000;
const DECISIONS = 10_000;
const ROUNDS = 9;
const RULES = 10;

/** How many recorded decisions does a backtest decide again in a second, on one core? The records are in memory. */
export const backtestRate: Question = {
  id: 'BT',
  asks: `backtest of ${DECISIONS} recorded decisions under a policy with every limit and ${RULES} rules, decisions a second`,
  goal: GOAL,
  goalInWords: `≥ ${GOAL} a second`,
  unit: 'a second',
  measure: async () => {
    const replay = prepareReplay();
    const rates = Array.from({ length: ROUNDS + 2 }, () => replay()).slice(2);
    const ratio = median(rates);
    return { ratio, rounds: ROUNDS, ok: ratio >= GOAL, detail: { decisions: DECISIONS, rates } };
  },
};

const CANDIDATE: Policy = {
  ...manyRules(RULES),
  limits: { rate: { perMinute: 100, perHour: 5_000 }, quota: { perDay: 2_000 }, budget: { daily: 2_500, timezone: 'Europe/Berlin' } },
  actionBudgets: { 'demo.counter.increment': { daily: 2_400 } },
  executionWindows: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '06:00', to: '22:00', timezone: 'Europe/Berlin' }],
  approvals: [{ id: 'costly', when: { minCost: 100 }, requiredRole: 'admin', quorum: 1, expiresAfter: '24h' }],
};

/** Answers how many decisions a second one replay comes to. */
function prepareReplay(): () => number {
  const catalog = loadCatalog([], sha256Hex);
  const decisions = recordedDecisions(DECISIONS);
  const people = new Map<string, Caller>(decisions.map(({ userId }) => [userId, { userId, role: 'operator', email: null, name: null, organization: null, claims: {} }]));
  const around = { people, rulebooks: new Map([[1, compileRulebook({})]]) };
  const state = wholeState(catalog, { 'demo.counter': { value: 0 } });
  return () => {
    const began = performance.now();
    const replay = openReplay({ ...{ catalog, state, from: 0, footprint: createFootprints(catalog), dayStart: createDayStarts(), engine: { requireConfirmation: true } }, policy: CANDIDATE, rulebook: compileRulebook(CANDIDATE) });
    replay.take({ decisions, ...around });
    const taken = performance.now() - began;
    if (replay.report().replayed !== DECISIONS) throw new Error('not every decision was replayed');
    return (DECISIONS * 1_000) / taken;
  };
}
