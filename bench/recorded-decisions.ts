import type { RecordedDecision } from '../domain/backtest/recorded-decision.ts';

const START = Date.UTC(2026, 0, 1);
const EVERY_MS = 30_000;
const USERS = 20;

/** Recorded decisions as a busy project has them: most are successes that move the state, some were refused by a limit or a rule. */
export function recordedDecisions(count: number): RecordedDecision[] {
  let value = 0;
  return Array.from({ length: count }, (_, index) => {
    const amount = (index % 7) + 1;
    const isRefused = index % 10 === 9;
    const delta = isRefused ? null : [{ op: 'replace', path: '/demo.counter/value', old: value, value: value + amount } as const];
    if (!isRefused) value += amount;
    return {
      ...{ executionId: `e${index}`, userId: `u${index % USERS}`, actionId: 'demo.counter.increment@v1', policyVersion: 1, at: START + index * EVERY_MS, delta },
      ...{ intent: { actionId: 'demo.counter.increment', inputs: { amount }, mode: 'assisted', confirmed: false }, approvalId: null, retryOf: null },
      ...(isRefused ? { status: 'rejected', code: 'policy_rule_rejection', gate: 'policy', cost: 0 } : { status: 'success', code: null, gate: null, cost: 1 }),
    } as const;
  });
}
