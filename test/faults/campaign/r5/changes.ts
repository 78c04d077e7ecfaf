import { setTimeout as sleep } from 'node:timers/promises';
import type { Approval } from '../../../../contract/approval.ts';
import { createUser, expectData, type Session } from '../../../support/http.ts';
import { closed, type Crowd, openPlace, type Place, RAISE, TWO_ADMINS } from './crowd.ts';

/** What happens between the first vote and the last, and how the request then has to end: its status, and the code of its outcome. */
type Change = { name: string; happens: (place: Place, approval: Approval, first: Session) => Promise<unknown>; ends: Ending; policy?: object; digest?: string };
type Ending = { status: Approval['status']; code?: string };

const STALE: Ending = { status: 'stale', code: 'approval_stale' };
const REFUSED = (code: string): Ending => ({ status: 'approved', code });
const role = (place: Place, who: Session, to: string) => place.grounds.admin.put(place.at(`/members/${who.me.user.userId}`), { role: to });
const member = (who: Session) => `/members/${who.me.user.userId}`;

/** Sixteen kinds of change that must not slip through, and one that must. */
const changes: Change[] = [
  { name: 'the value that it starts from', happens: ({ run }) => run('campaign.dam.adjust', { level: 7, limit: 1_000 }), ends: STALE },
  { name: 'the limit of an invariant', happens: ({ run }) => run('campaign.dam.adjust', { level: 0, limit: 900 }), ends: STALE },
  { name: 'what a precondition read', happens: ({ run }) => run('campaign.lamp.switch', { green: false, shade: 'plain' }), ends: STALE },
  { name: 'what a rule read', happens: ({ run }) => run('campaign.lamp.switch', { green: true, shade: 'dim' }), ends: STALE },
  { name: 'the policy', happens: ({ at, grounds }) => grounds.admin.put(at('/policy'), { ...TWO_ADMINS, limits: { quota: { perDay: 50 } } }), ends: STALE },
  { name: 'the role of who asked', happens: (place) => role(place, place.asker, 'viewer'), ends: REFUSED('permission_denied') },
  { name: 'the membership of who asked', happens: ({ at, grounds, asker }) => grounds.admin.delete(at(member(asker))), ends: REFUSED('action_not_visible') },
  { name: 'the daily budget', happens: ({ run }) => run('campaign.valve.turn', {}), ends: REFUSED('budget_exceeded'), policy: { ...TWO_ADMINS, limits: { budget: { daily: 5 } } } },
  { name: 'the quota', happens: ({ run }) => run('campaign.valve.turn', {}), ends: REFUSED('quota_exceeded'), policy: { ...TWO_ADMINS, limits: { quota: { perDay: 1 } } } },
  { name: 'the lock of the project', happens: ({ at, grounds }) => grounds.admin.post(at('/lock')), ends: REFUSED('project_locked') },
  { name: 'the first voter leaves', happens: ({ at, grounds }, _approval, first) => grounds.admin.delete(at(member(first))), ends: { status: 'pending' } },
  { name: 'the first voter loses his role', happens: (place, _approval, first) => role(place, first, 'operator'), ends: { status: 'pending' } },
  { name: 'the requester cancels', happens: ({ at, asker }, { approvalId }) => asker.post(at(`/approvals/${approvalId}/cancel`)), ends: { status: 'cancelled', code: 'approval_cancelled' } },
  { name: 'its time runs out', happens: () => sleep(2_500), ends: { status: 'expired', code: 'approval_expired' }, policy: { approvals: [{ id: 'brief', when: { actions: [RAISE] }, quorum: 2, expiresAfter: '2s' }] } },
  { name: 'somebody denies', happens: (place, approval) => place.vote(place.grounds.admin, approval, 'deny'), ends: { status: 'denied', code: 'approval_denied' } },
  { name: 'the digest that the voter was shown', happens: async () => undefined, ends: { status: 'pending' }, digest: '0'.repeat(64) },
  { name: 'nothing that it read', happens: ({ run }) => run('demo.counter.increment', {}), ends: { status: 'approved' } },
];

export const KINDS_OF_CHANGE = changes.length - 1;

/** Makes each change between two votes; a request that ends otherwise than it must is a finding. */
export async function changeBetweenVotes(crowd: Crowd): Promise<string[]> {
  const findings: string[] = [];
  for (const change of changes) findings.push(...(await between(crowd, change)));
  return [...findings, ...(await disabledAsker(crowd))];
}

async function between(crowd: Crowd, { name, happens, ends, policy, digest }: Change): Promise<string[]> {
  const place = await openPlace(crowd, policy);
  const [first, second] = place.voters;
  if (!first || !second) throw new Error('two voters are needed');
  const approval = await place.ask();
  expectData(await place.vote(first, approval, 'approve'));
  await happens(place, approval, first);
  const before = await place.level();
  await place.vote(second, approval, 'approve', digest);
  const after = ends.status === 'pending' ? await place.read(approval) : await closed(place, approval);
  const rows = await place.raises();
  const outcome = rows.find(({ executionId }) => executionId === after.outcomeExecutionId);
  const mayRun = ends.status === 'approved' && ends.code === undefined;
  return [
    ...(after.status === ends.status && (ends.code === undefined || outcome?.error?.code === ends.code) ? [] : [`${name}: the request is ${after.status} (${outcome?.error?.code ?? outcome?.status ?? 'no outcome'}), expected ${ends.status} (${ends.code ?? 'none'})`]),
    ...(rows.filter(({ status }) => status === 'success').length === (mayRun ? 1 : 0) ? [] : [`${name}: it ran ${mayRun ? 'not once' : 'all the same'}`]),
    ...((await place.level()) === (mayRun ? 1 : before) ? [] : [`${name}: the level is another one`]),
  ];
}

/** Somebody who is disabled while his request waits gets nothing of it: what he asked for is cancelled. He is made for this: nobody else may miss him. */
async function disabledAsker(crowd: Crowd): Promise<string[]> {
  const { admin } = crowd.grounds;
  const asker = await createUser(admin);
  const change: Change = { name: 'the account of who asked', happens: () => admin.patch(`/users/${asker.me.user.userId}`, { disabled: true }), ends: { status: 'cancelled', code: 'approval_cancelled' } };
  return between({ ...crowd, asker }, change);
}
