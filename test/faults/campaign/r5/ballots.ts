import type { Approval } from '../../../../contract/approval.ts';
import { expectData } from '../../../support/http.ts';
import type { Seeded } from '../seeded.ts';
import { closed, type Crowd, openPlace, type Place, RAISE } from './crowd.ts';

const BALLOTS = 100;

/** What may come in while the votes do. */
const disturbances = ['nothing', 'cancel', 'expiry', 'change'] as const;
type Disturbance = (typeof disturbances)[number];

/** Sends a hundred votes at once, with a cancel, an expiry or a change among them: one terminal state, one outcome row, nothing doubled. */
export async function rushOfVotes(crowd: Crowd, seeded: Seeded, round: number): Promise<string[]> {
  const disturbance = disturbances[round % disturbances.length] ?? 'nothing';
  const quorum = Math.min(3, crowd.voters.length);
  const place = await openPlace(crowd, { approvals: [{ id: 'rush', when: { actions: [RAISE] }, quorum, expiresAfter: disturbance === 'expiry' ? '1s' : '24h' }] });
  const approval = await place.ask();
  const ballots = Array.from({ length: BALLOTS }, () => () => place.vote(seeded.pick(someOf(place)), approval, seeded.next() < 0.97 ? 'approve' : 'deny'));
  const sent = seeded.shuffle([...ballots, () => disturb(place, approval, disturbance)]);
  const statuses = await Promise.all(sent.map(async (send) => (await send())?.status ?? 0));
  const after = await closed(place, approval);
  return judge({ after, statuses, rows: await place.raises(), level: await place.level(), voters: after.votes.map(({ userId }) => userId), round, disturbance });
}

function someOf({ voters }: Place): [Place['asker'], ...Place['asker'][]] {
  const [first, ...others] = voters;
  if (!first) throw new Error('a voter is needed');
  return [first, ...others];
}

async function disturb(place: Place, { approvalId }: Approval, what: Disturbance): Promise<{ status: number } | undefined> {
  switch (what) {
    case 'cancel':
      return place.asker.post(place.at(`/approvals/${approvalId}/cancel`));
    case 'change':
      await place.run('campaign.dam.adjust', { level: 7, limit: 1_000 });
      return undefined;
    case 'expiry':
    case 'nothing':
      return undefined;
  }
}

type Seen = { after: Approval; statuses: number[]; rows: Awaited<ReturnType<Place['raises']>>; level: unknown; voters: string[]; round: number; disturbance: Disturbance };

function judge({ after, statuses, rows, level, voters, round, disturbance }: Seen): string[] {
  const at = `round ${round}, ${disturbance}`;
  const outcomes = rows.filter(({ retryOf }) => retryOf !== null);
  const succeeded = outcomes.filter(({ status }) => status === 'success').length;
  const start = disturbance === 'change' ? 7 : 0;
  const raised = succeeded === 1 ? [1, 7] : [start]; // The change may have come before or after it.
  return [
    ...(after.status === 'pending' || after.outcomeExecutionId === null ? [`${at}: the request is still ${after.status}`] : []),
    ...(outcomes.length === 1 && rows.length === 2 ? [] : [`${at}: ${outcomes.length} outcomes of one request`]),
    ...(succeeded > 0 === (after.status === 'approved') ? [] : [`${at}: the request is ${after.status} and ${succeeded} succeeded`]),
    ...(raised.some((value) => value === level) ? [] : [`${at}: the level is ${String(level)}`]),
    ...(new Set(voters).size === voters.length ? [] : [`${at}: somebody's vote was counted twice`]),
    ...(statuses.some((status) => status >= 500) ? [`${at}: answers were ${[...new Set(statuses)].join(', ')}`] : []),
  ];
}

/** What the campaign counts of the executions of one project: it must agree with its ledger. */
export async function integrityOf(place: Pick<Place, 'at' | 'grounds'>): Promise<boolean> {
  return expectData(await place.grounds.admin.get<{ ok: boolean }>(place.at('/integrity'))).ok;
}
