import { ApplicationFailure } from '@temporalio/client';
import type { Activities, ApprovalProgress, AttemptRefs, PlanProgress, ProposalRef } from '../../contract/activities.ts';
import type { ExecutionStatus } from '../../contract/execution.ts';
import type { OpenWork, OpenWorkKind } from '../../contract/open-work.ts';
import type { TurnStatus } from '../../contract/turn.ts';
import type { Temporal } from '../../temporal/connect.ts';
import { carryInLane } from '../../temporal/carry-in-lane.ts';
import { ids } from '../../temporal/ids.ts';
import { lookAtApproval } from '../../temporal/look-at-approval.ts';
import { runIntent } from '../../temporal/run-intent.ts';
import { runPlan } from '../../temporal/run-plan.ts';
import { startBacktest } from '../../temporal/start-backtest.ts';
import { startPurge } from '../../temporal/start-purge.ts';
import { startReEncryption } from '../../temporal/start-re-encryption.ts';
import { startSweep } from '../../temporal/start-sweep.ts';
import { startTurn } from '../../temporal/start-turn.ts';
import { testChannel } from '../../temporal/test-channel.ts';

const WAIT_MS = 30_000;
const PROJECT = 'p1';

/** One course that a workflow can take: what its activities answer, how it is started, and which workflows come of it. */
export type Scenario = {
  name: string;
  parts: () => Partial<Activities>;
  start: (temporal: Temporal) => Promise<unknown>;
  workflowIds: string[];
};

/** Fails as often as it is told to, then answers. */
function answerAfter<Asked, Answer>(failures: number, answer: (asked: Asked) => Answer): (asked: Asked) => Promise<Answer> {
  let left = failures;
  return async (asked) => {
    left -= 1;
    if (left >= 0) throw new Error('the database is away');
    return answer(asked);
  };
}

const absent = (what: string) => async () => {
  throw ApplicationFailure.nonRetryable(`There is no ${what}.`, 'not_found');
};

const recorded =
  (status: ExecutionStatus) =>
  ({ attemptIds }: AttemptRefs) =>
    attemptIds.map((attemptId) => ({ attemptId, executionId: `execution-of-${attemptId}`, status }));

function steps(...answers: PlanProgress[]): () => Promise<PlanProgress> {
  let next = 0;
  return async () => answers[Math.min(next++, answers.length - 1)]!;
}

const running = (currentStep: number): PlanProgress => ({ status: 'running', currentStep });

const intent = (name: string, executeIntents: () => Activities['executeIntents']): Scenario => ({
  name: `intent-${name}`,
  parts: () => ({ executeIntents: executeIntents() }),
  start: (temporal) => runIntent(temporal, { projectId: PROJECT, attemptId: name, userId: 'u1', actionId: 'demo.counter.set' }, WAIT_MS).catch(() => null),
  workflowIds: [ids.intent(PROJECT, name)],
});

const plan = (name: string, advancePlan: () => Activities['advancePlan']): Scenario => ({
  name: `plan-${name}`,
  parts: () => ({ advancePlan: advancePlan(), failPlan: async () => {} }),
  start: (temporal) => runPlan(temporal, { projectId: PROJECT, planId: name, userId: 'u1' }, WAIT_MS).catch(() => null),
  workflowIds: [ids.plan(PROJECT, name)],
});

const chat = (name: string, proposal: () => Activities['interpretMessage'], more: () => Partial<Activities> = () => ({}), status: TurnStatus = 'done'): Scenario => ({
  name: `chat-${name}`,
  parts: () => ({ interpretMessage: proposal(), finishTurn: async () => ({ status }), failTurn: async () => {}, ...more() }),
  start: (temporal) => startTurn(temporal, { projectId: PROJECT, turnId: name, userId: 'u1' }),
  workflowIds: [ids.turn(PROJECT, name)],
});

const proposing = (proposal: ProposalRef) => () => async () => proposal;

/** A turn whose row changes while it runs: the signal makes it look once more. */
function answeredMeanwhile(): Scenario {
  const turn = { projectId: PROJECT, turnId: 'answered-meanwhile', userId: 'u1' };
  const answered = Promise.withResolvers<void>();
  return {
    ...chat(turn.turnId, () => () => answered.promise.then(() => ({ kind: 'reply' as const }))),
    start: async (temporal) => {
      await startTurn(temporal, turn);
      await startTurn(temporal, turn);
      answered.resolve();
    },
  };
}

/** A turn whose plan somebody else has started already: it walks along. */
function planStartedMeanwhile(): Scenario {
  const planId = 'started-meanwhile';
  const walked = Promise.withResolvers<void>();
  let steps = 0;
  const advancePlan = async (): Promise<PlanProgress> => {
    steps += 1;
    if (steps === 1) await walked.promise;
    else walked.resolve();
    return { status: 'succeeded', currentStep: 1 };
  };
  return {
    ...chat('plan-started-meanwhile', proposing({ kind: 'plan', planId }), () => ({ advancePlan })),
    start: async (temporal) => {
      const plan = runPlan(temporal, { projectId: PROJECT, planId, userId: 'u1' }, WAIT_MS);
      while (steps === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      await startTurn(temporal, { projectId: PROJECT, turnId: 'plan-started-meanwhile', userId: 'u1' });
      await plan;
    },
  };
}

const waits = (expiresInMs: number): ApprovalProgress => ({ status: 'pending', expiresInMs, sequel: null, askedAnew: null });
const settled = (status: ApprovalProgress['status'], more: Partial<ApprovalProgress> = {}): ApprovalProgress => ({ status, expiresInMs: null, sequel: null, askedAnew: null, ...more });

/** A request that is looked at as often as there are answers, by its timer or because it is told to. */
const approval = (name: string, answers: readonly ApprovalProgress[], more: () => Partial<Activities> = () => ({}), told = 0, notices: readonly string[] = []): Scenario => {
  const ref = { projectId: PROJECT, approvalId: name, requestedBy: 'u1' };
  return {
    name: `approval-${name}`,
    parts: () => ({ settleApproval: answersInTurn(answers), ...more() }),
    start: async (temporal) => {
      for (let times = 0; times <= told; times += 1) await lookAtApproval(temporal, ref);
    },
    workflowIds: [ids.approval(PROJECT, name), ...notices.map((kind) => ids.notice(PROJECT, name, kind))],
  };
};

function answersInTurn<Answer>(answers: readonly Answer[]): () => Promise<Answer> {
  let next = 0;
  return async () => answers[Math.min(next++, answers.length - 1)]!;
}

/** An intent that people must allow: its workflow ends, and another one waits. */
const heldIntent = (): Scenario => {
  const executeIntents: Activities['executeIntents'] = async ({ attemptIds }) =>
    attemptIds.map((attemptId) => ({ attemptId, executionId: 'held', status: 'pending_approval', approvalId: 'of-held' }));
  return { ...intent('held', () => executeIntents), parts: () => ({ executeIntents, settleApproval: async () => settled('denied') }) };
};

const heldPlan = (): Scenario => {
  const advancePlan: Activities['advancePlan'] = async () => ({ status: 'awaiting_approval', currentStep: 1, approvalId: 'of-held-plan' });
  return { ...plan('held', () => advancePlan), parts: () => ({ advancePlan, settleApproval: async () => settled('denied') }) };
};

const backtest = (name: string, runBacktest: () => Activities['runBacktest']): Scenario => ({
  name: `backtest-${name}`,
  parts: () => ({ runBacktest: runBacktest(), failBacktest: async () => {} }),
  start: (temporal) => startBacktest(temporal, { projectId: PROJECT, backtestId: name, userId: 'u1' }),
  workflowIds: [ids.backtest(PROJECT, name)],
});

const purge = (name: string, purgeProject: () => Activities['purgeProject']): Scenario => ({
  name: `purge-${name}`,
  parts: () => ({ purgeProject: purgeProject() }),
  start: (temporal) => startPurge(temporal, { projectId: name, userId: 'u1' }),
  workflowIds: [ids.purge(name)],
});

const reEncryption = (name: string, reEncrypt: () => Activities['reEncrypt']): Scenario => ({
  name: `re-encryption-${name}`,
  parts: () => ({ reEncrypt: reEncrypt(), failReEncryption: async () => {} }),
  start: (temporal) => startReEncryption(temporal, { runId: name, userId: 'u1' }),
  workflowIds: [ids.reEncryption('', name)],
});

/** A lane that carries batches, one after another, until it has had enough. */
const lane = (name: string, batches: readonly number[], executeIntents: () => Activities['executeIntents']): Scenario => ({
  name: `lane-${name}`,
  parts: () => ({ executeIntents: executeIntents() }),
  start: async (temporal) => {
    for (const [number, size] of batches.entries()) {
      const attemptIds = Array.from({ length: size }, (_, index) => `${number}.${index}`);
      await carryInLane(temporal, { projectId: name, attemptIds }, WAIT_MS).catch(() => null);
    }
  },
  workflowIds: [ids.lane(name)],
});

/** A sweep of whatever the parts find open; each run has the same id, and ends before the next begins. */
const sweep = (name: string, parts: () => Partial<Activities>): Scenario => ({
  name: `sweep-${name}`,
  parts: () => ({ deleteExpired: async () => ({ deleted: 0 }), findUnverified: async () => ({ projectIds: [] }), findNews: async () => ({ news: [] }), closeNews: async () => {}, ...parts() }),
  start: (temporal) => startSweep(temporal),
  workflowIds: [`${ids.sweep('recording')}-whole`],
});

const channelTest = (name: string, notifyTest: Activities['notifyTest']): Scenario => ({
  name: `channel-test-${name}`,
  parts: () => ({ notifyTest }),
  start: (temporal) => testChannel(temporal, { channelId: 'c1', deliveryId: name }, WAIT_MS).catch(() => null),
  workflowIds: [ids.channelTest('c1', name)],
});

const open = (kind: OpenWorkKind, id: string): OpenWork => ({ kind, id, projectId: PROJECT, userId: 'u1', actionId: null });

/** A page of two of each kind, then one more of each. */
const twoPages: Activities['findOpenWork'] = async ({ kind, after }) =>
  after === null ? { work: [open(kind, '1'), open(kind, '2')], next: '2' } : { work: [open(kind, '3')], next: null };

const revived: Activities['reviveWork'] = async ({ work }) => ({ live: 0, restarted: work.length, closed: 0, failed: 0 });

/** Every course that each workflow can take. */
export const scenarios: Scenario[] = [
  intent('success', () => answerAfter(0, recorded('success'))),
  intent('refused', () => answerAfter(0, recorded('rejected'))),
  intent('failed', () => answerAfter(0, recorded('failed'))),
  intent('retried', () => answerAfter(3, recorded('success'))),
  intent('unknown', () => absent('attempt')),
  lane('several-batches', [1, 2, 1_000], () => answerAfter(0, recorded('success'))),
  lane('retried', [1_000], () => answerAfter(2, recorded('success'))),
  plan('several-steps', () => steps(running(1), running(2), running(3), { status: 'succeeded', currentStep: 4 })),
  plan('refused', () => steps(running(1), { status: 'rejected', currentStep: 1 })),
  plan('failed', () => steps(running(1), { status: 'failed', currentStep: 1 })),
  plan('cancelled', () => steps(running(1), running(2), { status: 'cancelled', currentStep: 2 })),
  plan('retried', () => answerAfter(2, () => ({ status: 'succeeded' as const, currentStep: 1 }))),
  plan('unknown', () => absent('plan')),
  chat('question', proposing({ kind: 'reply' }), undefined, 'clarifying'),
  chat('confirmation', proposing({ kind: 'reply' }), undefined, 'awaiting_confirmation'),
  chat('intent', proposing({ kind: 'intent', attemptId: 'of-chat' }), () => ({ executeIntents: answerAfter(0, recorded('success')) })),
  chat('intent-retried', proposing({ kind: 'intent', attemptId: 'of-chat' }), () => ({ executeIntents: answerAfter(2, recorded('success')) })),
  { ...chat('plan', proposing({ kind: 'plan', planId: 'of-chat' }), () => ({ advancePlan: steps(running(1), { status: 'succeeded', currentStep: 2 }) })), workflowIds: [ids.turn(PROJECT, 'plan'), ids.plan(PROJECT, 'of-chat')] },
  chat('plan-refused', proposing({ kind: 'plan', planId: 'of-chat-refused' }), () => ({ advancePlan: steps({ status: 'rejected', currentStep: 0 }) })),
  chat('interpreter-retried', () => answerAfter(2, () => ({ kind: 'reply' as const }))),
  chat('model', proposing({ kind: 'model' }), () => ({ consultModel: async () => ({ kind: 'intent', attemptId: 'of-model' }), executeIntents: answerAfter(0, recorded('success')) })),
  chat('model-retried', proposing({ kind: 'model' }), () => ({ consultModel: answerAfter(2, () => ({ kind: 'reply' as const })) })),
  chat('model-lost', proposing({ kind: 'model' }), () => ({ consultModel: answerAfter(9, () => ({ kind: 'reply' as const })) })),
  chat('acts-by-itself', proposing({ kind: 'model' }), () => ({
    consultModel: answersInTurn<ProposalRef>([{ kind: 'intent', attemptId: 'act-1', goesOn: true }, { kind: 'intent', attemptId: 'act-2', goesOn: true }, { kind: 'reply' }]),
    continueTurn: async () => ({ goesOn: true }),
    executeIntents: answerAfter(0, recorded('success')),
  })),
  chat('acts-no-further', proposing({ kind: 'intent', attemptId: 'act-only', goesOn: true }), () => ({ continueTurn: async () => ({ goesOn: false }), executeIntents: answerAfter(0, recorded('rejected')) })),
  chat('unknown', () => absent('turn')),
  answeredMeanwhile(),
  planStartedMeanwhile(),
  heldIntent(),
  heldPlan(),
  approval('approved', [settled('approved')]),
  approval('expired', [waits(300), settled('expired')]),
  approval('told', [waits(60_000), waits(60_000), settled('approved')], undefined, 2),
  approval('goes-on-with-plan', [settled('approved', { sequel: { kind: 'plan', id: 'of-approval' } })], () => ({ advancePlan: async () => ({ status: 'succeeded' as const, currentStep: 2 }) })),
  approval('goes-on-with-turn', [settled('denied', { sequel: { kind: 'turn', id: 'of-approval' } })], () => ({ interpretMessage: async () => ({ kind: 'reply' as const }), finishTurn: async () => ({ status: 'done' as const }) })),
  approval('asked-anew', [settled('stale', { askedAnew: 'asked-anew-again' })]),
  approval('told-of', [{ ...waits(300), channelIds: ['c1'] }, settled('approved', { channelIds: ['c1', 'c2'] })], () => ({ notifyApproval: async () => ({ isTold: true }) }), 0, ['approval.pending', 'approval.closed']),
  approval('cannot-be-told-of', [settled('denied', { channelIds: ['c1', 'c2'] })], () => ({ notifyApproval: async ({ channelId }) => (channelId === 'c1' ? absent('channel')() : { isTold: true }) }), 0, ['approval.closed']),
  backtest('done', () => async () => ({ status: 'done' as const })),
  backtest('retried', () => answerAfter(1, () => ({ status: 'done' as const }))),
  backtest('unknown', () => absent('backtest')),
  purge('several-steps', () => answersInTurn([{ isDone: false }, { isDone: true }, { isDone: true }])),
  purge('unknown', () => absent('project')),
  reEncryption('several-steps', () => answersInTurn([{ status: 'running' as const }, { status: 'running' as const }, { status: 'done' as const }])),
  reEncryption('retried', () => answerAfter(2, () => ({ status: 'failed' as const }))),
  reEncryption('unknown', () => absent('re-encryption')),
  sweep('nothing', () => ({ findOpenWork: async () => ({ work: [], next: null }) })),
  sweep('two-pages', () => ({ findOpenWork: twoPages, reviveWork: revived })),
  sweep('retried', () => ({ findOpenWork: answerAfter(2, () => ({ work: [], next: null })) })),
  sweep('verifying', () => ({
    findOpenWork: async () => ({ work: [], next: null }),
    findUnverified: async () => ({ projectIds: ['p1', 'p2', 'p3'] }),
    verifyIntegrity: async ({ projectId }) => (projectId === 'p2' ? absent('project')() : { ok: true, problems: 0 }),
  })),
  {
    ...sweep('telling', () => ({
      findOpenWork: async () => ({ work: [], next: null }),
      findNews: async () => ({ news: [{ alertId: 'a1', kind: 'integrity.broken', channelIds: ['c1', 'c2'] }] }),
      notifyIncident: async ({ channelId }) => (channelId === 'c1' ? absent('channel')() : { isTold: true }),
    })),
    workflowIds: [`${ids.sweep('recording')}-whole`, ids.incident('a1', 'integrity.broken')],
  },
  channelTest('arrives', async () => ({ isTold: true })),
  channelTest('fails', absent('channel')),
  sweep('failed', () => ({ findOpenWork: twoPages, reviveWork: absent('power') })),
];
