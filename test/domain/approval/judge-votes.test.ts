import { describe, expect, it } from '@jest/globals';
import type { Vote } from '../../../contract/approval.ts';
import { type Ballot, judgeVotes } from '../../../domain/approval/judge-votes.ts';
import { NOON, seeded } from '../given.ts';

const said = (userId: string, vote: Vote['vote']): Vote => ({ userId, vote, comment: null, at: new Date(NOON).toISOString() });
const ballot = (change: Partial<Ballot> = {}): Ballot => ({
  ...{ status: 'pending', requestedBy: 'otto', requiredRole: 'admin', quorum: 1, votes: [], expiresAt: new Date(NOON + 1_000).toISOString(), now: NOON },
  roles: { ada: 'admin', bea: 'admin', otto: 'admin', oscar: 'operator', gone: null },
  ...change,
});
const close = (code: string) => ({ kind: 'close', code });

describe('judgeVotes', () => {
  it.each([
    ['nobody has voted', {}, { kind: 'pending', expiresInMs: 1_000 }],
    ['enough people are in favour', { votes: [said('ada', 'approve')] }, { kind: 'allow' }],
    ['one of two is in favour', { quorum: 2, votes: [said('ada', 'approve')] }, { kind: 'pending', expiresInMs: 1_000 }],
    ['one person stands there twice', { quorum: 2, votes: [said('ada', 'approve'), said('ada', 'approve')] }, { kind: 'pending', expiresInMs: 1_000 }],
    ['one of two has lost the role since', { quorum: 2, votes: [said('ada', 'approve'), said('oscar', 'approve')] }, { kind: 'pending', expiresInMs: 1_000 }],
    ['one of two has left since', { quorum: 2, votes: [said('ada', 'approve'), said('gone', 'approve')] }, { kind: 'pending', expiresInMs: 1_000 }],
    ['only the requester is in favour', { votes: [said('otto', 'approve')] }, { kind: 'pending', expiresInMs: 1_000 }],
    ['one is against and enough are in favour', { votes: [said('ada', 'approve'), said('bea', 'deny')] }, close('approval_denied')],
    ['time is over', { now: NOON + 1_000 }, close('approval_expired')],
    ['enough were in favour before time was over', { now: NOON + 9_000, votes: [said('ada', 'approve')] }, { kind: 'allow' }],
    ['it went stale', { status: 'stale', votes: [said('ada', 'approve')] }, close('approval_stale')],
    ['it was cancelled', { status: 'cancelled', now: NOON + 9_000, votes: [said('ada', 'approve'), said('bea', 'deny')] }, close('approval_cancelled')],
  ] as const)('when %s, then it is judged so', (_when, change, verdict) => {
    expect(judgeVotes(ballot({ ...change, votes: 'votes' in change ? [...change.votes] : [] }))).toEqual(verdict);
  });

  it('when votes are shuffled, then the verdict is the same, whatever they are', () => {
    const random = seeded(7);
    const people = ['ada', 'bea', 'otto', 'oscar', 'gone', 'nobody'];
    for (let round = 0; round < 2_000; round += 1) {
      const votes = people.filter(() => random() < 0.5).map((userId) => said(userId, random() < 0.2 ? 'deny' : 'approve'));
      const given = { votes, quorum: 1 + Math.floor(random() * 3), status: random() < 0.1 ? 'cancelled' : 'pending', now: NOON + Math.floor(random() * 2_000) } as const;
      const verdict = judgeVotes(ballot({ ...given, votes: [...votes] }));
      const shuffled = votes.map((vote) => ({ vote, place: random() })).toSorted((left, right) => left.place - right.place).map(({ vote }) => vote);
      expect(judgeVotes(ballot({ ...given, votes: shuffled }))).toEqual(verdict);
      if (given.status === 'cancelled') expect(verdict).toEqual(close('approval_cancelled'));
      if (verdict.kind === 'allow') expect(votes.filter(({ userId, vote }) => vote === 'approve' && ['ada', 'bea'].includes(userId)).length).toBeGreaterThanOrEqual(given.quorum);
    }
  });
});
