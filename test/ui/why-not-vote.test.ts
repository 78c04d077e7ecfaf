import { describe, expect, it } from '@jest/globals';
import type { Approval } from '../../contract/approval.ts';
import { whyNotVote } from '../../ui/approvals/why-not-vote.ts';

const NOW = Date.parse('2026-03-02T10:00:00.000Z');

const approval: Approval = {
  approvalId: 'a',
  projectId: 'p',
  executionId: 'e',
  planId: null,
  turnId: null,
  requestedBy: 'olga',
  intent: { actionId: 'demo.counter.reset', inputs: {}, mode: 'assisted', confirmed: true },
  steps: null,
  reason: { gate: 'approval', rule: 'risky', text: 'The rule risky asks for an approval.' },
  diff: [],
  effects: [],
  cost: 1,
  digest: 'd',
  requiredRole: 'admin',
  quorum: 2,
  votes: [],
  status: 'pending',
  moved: [],
  outcomeExecutionId: null,
  retryOf: null,
  workflowId: 'approval/p/a',
  expiresAt: '2026-03-03T10:00:00.000Z',
  createdAt: '2026-03-02T09:00:00.000Z',
  closedAt: null,
};
const viewer = { userId: 'ada', role: 'admin', now: NOW } as const;
const vote = { userId: 'ada', vote: 'approve', comment: null, at: '2026-03-02T09:30:00.000Z' } as const;

describe('why somebody may not decide (3.8)', () => {
  it('when nothing stands in the way, then there is no reason', () => {
    expect(whyNotVote(approval, viewer)).toBeNull();
    expect(whyNotVote({ ...approval, requiredRole: 'operator' }, viewer)).toBeNull();
  });

  it.each([
    ['the request is closed', { status: 'denied' }, {}, 'This request is closed: denied.'],
    ['its time is over', { expiresAt: '2026-03-02T10:00:00.000Z' }, {}, 'This request has expired.'],
    ['it is his own', {}, { userId: 'olga' }, 'You asked for this yourself, so somebody else decides.'],
    ['he approved it', { votes: [vote] }, {}, 'You approved this already.'],
    ['he denied it', { votes: [{ ...vote, vote: 'deny' }] }, {}, 'You denied this already.'],
    ['he is no member', {}, { role: null }, 'You are no member of this project.'],
    ['his role is too low', {}, { role: 'operator' }, 'It takes 2 admins; you are an operator.'],
    ['a viewer looks at what an operator may decide', { requiredRole: 'operator', quorum: 1 }, { role: 'viewer' }, 'It takes an operator or admin; you are a viewer.'],
  ] as const)('when %s, then it says so', (_when, given, who, said) => {
    expect(whyNotVote({ ...approval, ...given } as Approval, { ...viewer, ...who })).toBe(said);
  });
});
