import type { Policy } from '../../../contract/policy.ts';
import type { ActionDeclaration, Components } from '../../../domain/action.ts';
import type { Grant } from '../../../domain/approval/grant.ts';
import { openReplay } from '../../../domain/backtest/open-replay.ts';
import { openUsage } from '../../../domain/backtest/candidate-usage.ts';
import type { RecordedDecision } from '../../../domain/backtest/recorded-decision.ts';
import type { Attempt } from '../../../domain/execution/attempt.ts';
import { decideAttempts } from '../../../domain/execution/decide-attempts.ts';
import type { ChainedExecution } from '../../../domain/execution/write-up.ts';
import type { Caller } from '../../../domain/facts.ts';
import { createFootprints } from '../../../domain/footprint.ts';
import { compileRulebook } from '../../../domain/policy/rulebook.ts';
import { action, caller, catalog, component, gathering, head, mac, NOON, sha256 } from '../given.ts';

/** One request at an instant, and what people made of it where it waited. */
export type Asked = { at: number; actionId: string; inputs: { [name: string]: number }; userId: string; confirmed?: boolean; verdict?: 'allow' | 'approval_denied' };

const ACTIONS: ActionDeclaration[] = [
  action(),
  action({ id: 'lamp.raise', fixedCost: null, cost: ({ level }) => Number(level), handle: ({ state, inputs }) => [{ path: ['lamp', 'level'], value: Number(state['lamp']?.['level'] ?? 0) + Number(inputs['level']) }] }),
  action({ id: 'lamp.reset', risk: 'high', confirmation: true, fixedCost: 5, cost: () => 5 }),
  action({ id: 'lamp.lock', inputSchema: { type: 'object', properties: { code: { type: 'integer', sensitive: true } } } }),
];
const CATALOG = catalog(ACTIONS, [component()]);
export const PEOPLE = new Map<string, Caller>([
  ['ada', caller({ userId: 'ada', role: 'admin', email: 'ada@staff.example' })],
  ['otto', caller({ userId: 'otto', role: 'operator' })],
  ['vera', caller({ userId: 'vera', role: 'viewer' })],
  ['gus', caller({ userId: 'gus', role: null, email: 'gus@staff.example' })],
]);
const START: Components = { lamp: { level: 0 } };
const dayStart = (now: number) => now - (now % 86_400_000);
const engine = { requireConfirmation: true };

/** What a project records while these requests come in under a policy. */
export function recordHistory(policy: Policy, asked: readonly Asked[]): RecordedDecision[] {
  const rulebook = compileRulebook(policy);
  const usage = openUsage(policy, dayStart);
  const decisions: RecordedDecision[] = [];
  let before = { head: head({ at: NOON - 7 * 86_400_000 }), state: START };
  let minted = 0;
  const pens = { mintId: () => `id-${(minted += 1)}`, mac, sha256, keyId: 'k1' };
  const run = (one: Asked, at: number, grant?: Grant) => {
    const attempt: Attempt = { ...{ attemptId: grant?.approvalId ?? `a${decisions.length}`, projectId: 'p1', userId: one.userId, requestId: `r${decisions.length}` }, ...{ intent: { actionId: one.actionId, inputs: one.inputs }, mode: 'assisted', confirmed: one.confirmed ?? false, trigger: 'api', planId: null, turnId: null, workflowId: null } };
    const given = gathering({ catalog: CATALOG, policy, rulebook, head: before.head, actionIds: [one.actionId], now: at });
    const person = PEOPLE.get(one.userId)!;
    const callers = { [one.userId]: { ...person, role: person.role ?? rulebook.roleOf(person) } };
    const start = { state: before.state, version: before.head.version, usage: usage.at(at) };
    const settled = decideAttempts({ ...{ gathering: given, attempts: [attempt], callers, recorded: [], runningPlanIds: [], start, engine, elapsed: () => 0, checkpointEvery: 50, pens }, ...(grant && { grants: { [attempt.attemptId]: grant } }) });
    const [written] = settled.writeUps;
    const { execution, delta } = written!;
    before = { head: settled.head, state: settled.state };
    if (execution.rateSeq !== null) usage.count(at);
    if (execution.status === 'success') usage.spend(at, one.actionId, execution.cost);
    decisions.push(recordedAs(execution, delta?.diff ?? null));
    return execution;
  };
  for (const one of asked) {
    const held = run(one, one.at);
    if (held.status !== 'pending_approval' || !one.verdict) continue;
    run(one, one.at + 1, { approvalId: held.approvalId!, heldExecutionId: held.executionId, verdict: one.verdict, reads: [], policyVersion: 1 });
  }
  return decisions;
}

const recordedAs = (execution: ChainedExecution, delta: RecordedDecision['delta']): RecordedDecision => ({
  ...{ executionId: execution.executionId, userId: execution.userId, actionId: execution.actionId, intent: execution.intent, status: execution.status },
  ...{ code: execution.error?.code ?? null, gate: execution.error?.gate ?? null, cost: execution.cost, approvalId: execution.approvalId, retryOf: execution.retryOf },
  ...{ at: Date.parse(execution.createdAt), policyVersion: 1, delta },
});

/** What a candidate would have made of recorded decisions that were made under `before`. */
export function backtest(decisions: readonly RecordedDecision[], { before, candidate, from = 0 }: { before: Policy; candidate: Policy; from?: number }) {
  const start = { ...{ catalog: CATALOG, dayStart, engine, footprint: createFootprints(CATALOG), from, state: START }, policy: candidate, rulebook: compileRulebook(candidate) };
  const replay = openReplay(start);
  const around = { people: PEOPLE, rulebooks: new Map([[1, compileRulebook(before)]]) };
  for (let at = 0; at < decisions.length; at += 7) replay.take({ decisions: decisions.slice(at, at + 7), ...around });
  return replay.report();
}
