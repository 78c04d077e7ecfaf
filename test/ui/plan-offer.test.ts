import { describe, expect, it } from '@jest/globals';
import type { Reply } from '../../contract/turn.ts';
import { planOffer } from '../../ui/chat/plan-offer.ts';
import { stepLimit } from '../../ui/chat/step-limit.ts';

const reply: Reply = { text: '', kind: 'clarification', executionIds: [], planId: 'p' };
const asks: Reply = { ...reply, confirmation: { steps: [], expiresAt: '2026-01-01T00:00:00.000Z' } };

describe('what is offered about a plan', () => {
  it.each([
    ['its turn asks to confirm it', 'draft', 'awaiting_confirmation', asks, 'confirm'],
    ['its turn waits and what it asks is not known', 'draft', 'awaiting_confirmation', reply, 'nothing'],
    ['it is a draft and its turn is closed', 'draft', 'done', reply, 'draft'],
    ['its turn was closed and cancelled it', 'cancelled', 'done', asks, 'nothing'],
    ['it runs', 'running', 'running', reply, 'nothing'],
  ] as const)('when %s, then it is that', (_when, plan, turn, said, offer) => {
    expect(planOffer({ status: plan }, { status: turn, reply: said })).toBe(offer);
  });
});

describe('a step limit', () => {
  it.each([
    [1, 'one step'],
    [7, 'up to 7 steps'],
    [undefined, ''],
  ])('when it is %j, then it reads %j', (limit, words) => {
    expect(stepLimit(limit)).toBe(words);
  });
});
