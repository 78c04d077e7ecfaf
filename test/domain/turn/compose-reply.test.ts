import { describe, expect, it } from '@jest/globals';
import type { OutcomeError } from '../../../contract/decision.ts';
import type { Execution } from '../../../contract/execution.ts';
import type { Plan } from '../../../contract/plan.ts';
import { canStillConfirm } from '../../../domain/turn/confirmation-window.ts';
import { plainReply, replyToExecution, replyToPlan, replyToQuestion } from '../../../domain/turn/compose-reply.ts';
import { NOON } from '../given.ts';

const asked = { now: new Date(NOON), titleOf: (actionId: string) => `The ${actionId}` };
const intent = { actionId: 'lamp.dim', inputs: { level: 3 }, mode: 'assisted' as const, confirmed: false };

function execution(change: Partial<Execution> = {}): Execution {
  return {
    ...{ executionId: 'e1', requestId: 'r1', projectId: 'p1', userId: 'u1', trigger: 'chat', mode: 'assisted', actionId: 'lamp.dim@v1', intent, status: 'success' },
    ...{ message: 'Dim the lamp: lamp level 0 → 3.', error: null, diff: [{ op: 'replace', path: '/lamp/level', value: 3, old: 0 }], stateVersion: 1, cost: 1, durationMs: 1 },
    ...{ simulated: false, trace: [], approvalId: null, retryOf: null, planId: null, turnId: null, workflowId: null, createdAt: '2026-06-15T12:00:00.000Z' },
    ...change,
  };
}

const error = (code: OutcomeError['code'], detail = 'No.'): OutcomeError => ({ code, gate: null, detail });
const simulated = (change: Partial<Execution>) => ({ ...execution({ executionId: null, simulated: true, ...change }), effects: [], nextState: { components: {} }, approvalsNeeded: [] });

function plan(change: Partial<Plan> = {}): Plan {
  const steps = [intent, { ...intent, actionId: 'lamp.off', inputs: {} }];
  const preview = { steps: [simulated({}), simulated({})], diff: [], nextState: { components: {} }, cost: 2, approvalsNeeded: [], status: 'success' as const, error: null };
  return {
    ...{ planId: 'pl1', projectId: 'p1', userId: 'u1', steps, mode: 'assisted', atomicity: 'step', status: 'draft', currentStep: 0, digest: 'd', preview },
    ...{ executions: [], error: null, approvalId: null, turnId: 't1', workflowId: null, createdAt: '2026-06-15T12:00:00.000Z' },
    ...change,
  };
}

describe('replyToExecution', () => {
  it.each<[Partial<Execution>, string, string]>([
    [{}, 'executed', 'Dim the lamp: lamp level 0 → 3.'],
    [{ status: 'rejected', message: 'The limit is reached.', error: error('rate_limit') }, 'refused', 'Refused: The limit is reached.'],
    [{ status: 'failed', message: 'It would break.', error: error('invariant_violation') }, 'error', 'Failed: It would break.'],
  ])('when the record is %j, then the reply is %s and says what the record says', (change, kind, text) => {
    expect(replyToExecution(execution(change), asked)).toEqual({ status: 'done', reply: { text, kind, executionIds: ['e1'] } });
  });

  it('when something could be done first, then the reply says what, and offers it', () => {
    const suggestion = { actionId: 'lamp.plug_in', inputs: {}, title: 'Plug the lamp in', why: 'After it, the lamp has power.', steps: [{ actionId: 'lamp.plug_in', inputs: {}, title: 'Plug the lamp in' }] };
    const refused = { status: 'rejected' as const, message: 'It needs that the lamp has power.', error: { ...error('precondition_failed'), suggestion } };
    const text = 'Refused: It needs that the lamp has power. Do this first: Plug the lamp in.';
    expect(replyToExecution(execution(refused), asked).reply).toEqual({ text, kind: 'refused', suggestion, executionIds: ['e1'] });
  });

  it('when it needs a confirmation, then the reply shows what would run and until when', () => {
    const composed = replyToExecution(execution({ status: 'rejected', error: error('confirmation_required') }), asked);
    expect(composed).toEqual({
      status: 'awaiting_confirmation',
      reply: {
        text: 'The lamp.dim@v1 needs a confirmation. Reply yes to run it, or no to leave everything as it is.',
        kind: 'clarification',
        confirmation: { steps: [{ actionId: 'lamp.dim@v1', title: 'The lamp.dim@v1', inputs: { level: 3 } }], expiresAt: '2026-06-15T12:10:00.000Z' },
        executionIds: ['e1'],
      },
    });
  });
});

describe('replyToPlan', () => {
  it.each<[string, Partial<Plan>, string, string, RegExp]>([
    ['succeeded', { status: 'succeeded', currentStep: 2, executions: [execution(), execution({ executionId: 'e2', diff: [] })] }, 'done', 'plan', /^Done, 2 steps: lamp level 0 → 3; nothing had to change\.$/],
    ['was refused before anything ran', { status: 'rejected', error: error('permission_denied', 'Not you.') }, 'done', 'refused', /^Nothing was run\. Not you\.$/],
    ['is too long', { status: 'rejected', preview: null, error: error('plan_limit_exceeded', 'Too long.') }, 'done', 'refused', /^Nothing was run\. Too long\.$/],
    ['failed at its second step', { status: 'failed', currentStep: 1, executions: [execution()], error: error('handler_error', 'Broken.') }, 'done', 'plan', /^Stopped at step 2 of 2: Broken\. 1 step was done before\.$/],
    ['was refused at its first step', { status: 'rejected', currentStep: 0, executions: [execution({ status: 'rejected' })], error: error('rate_limit', 'Slow.') }, 'done', 'plan', /^Stopped at step 1 of 2: Slow\. 0 steps were done before\.$/],
    ['was cancelled', { status: 'cancelled', currentStep: 1, executions: [execution()] }, 'done', 'plan', /^Cancelled after 1 of 2 steps\.$/],
    ['is a draft that lacks a confirmation', {}, 'awaiting_confirmation', 'plan', /^This plan needs a confirmation\./],
    ['is a draft that would be refused', { preview: { ...plan().preview!, status: 'rejected', steps: [simulated({}), simulated({ status: 'rejected', message: 'The lamp is gone.' })] } }, 'done', 'plan', /^Nothing was run: step 2 of 2 would be refused\. The lamp is gone\.$/],
  ])('when a plan %s, then the reply says so', (_when, change, status, kind, text) => {
    const composed = replyToPlan(plan(change), asked);
    expect(composed).toMatchObject({ status, reply: { kind, planId: 'pl1', text: expect.stringMatching(text) as unknown } });
    expect(composed.reply.executionIds).toEqual((change.executions ?? []).map(({ executionId }) => executionId));
    expect(composed.reply.confirmation?.steps.map(({ actionId }) => actionId)).toEqual(status === 'awaiting_confirmation' ? ['lamp.dim', 'lamp.off'] : undefined);
  });
});

describe('replyToQuestion', () => {
  it('when there are choices and missing inputs, then the turn asks with them; nothing was run', () => {
    const question = { kind: 'question' as const, text: 'Which?', choices: [{ n: 1, actionId: 'a', title: 'A' }], missing: [{ name: 'level', schema: {} }], draft: [], at: 0 };
    expect(replyToQuestion(question)).toEqual({
      status: 'clarifying',
      reply: { text: 'Which?', kind: 'clarification', choices: question.choices, missing: question.missing, executionIds: [] },
    });
    expect(replyToQuestion({ ...question, choices: [], missing: [] }).reply).toEqual({ text: 'Which?', kind: 'clarification', executionIds: [] });
  });

  it('when nothing was understood, then the turn is done', () => {
    expect(replyToQuestion({ kind: 'nothing', text: 'Sorry.' })).toEqual({ status: 'done', reply: { text: 'Sorry.', kind: 'clarification', executionIds: [] } });
    expect(plainReply('Over.')).toEqual({ status: 'done', reply: { text: 'Over.', kind: 'refused', executionIds: [] } });
  });
});

describe('canStillConfirm', () => {
  it.each([
    [NOON, true],
    [NOON - 600_000, true],
    [NOON - 600_001, false],
    [null, false],
  ])('when it was asked at %j and it is noon, then the answer is %s', (askedAt, can) => {
    expect(canStillConfirm(askedAt === null ? null : new Date(askedAt), new Date(NOON))).toBe(can);
  });
});
