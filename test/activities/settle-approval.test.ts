import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { settleApproval } from '../../activities/settle-approval.ts';
import type { Policy } from '../../contract/policy.ts';
import { findApproval, insertVote, listApprovals, lockApproval, type StoredApproval } from '../../db/stores/approvals.ts';
import { cancelApprovalById } from '../../db/stores/cancelled-approvals.ts';
import { lockHead } from '../../db/stores/heads.ts';
import { openStage, type Stage } from './stage.ts';

const POLICY: Policy = { approvals: [{ id: 'all', when: { actions: ['demo.counter.*'] }, requiredRole: 'viewer', quorum: 1, expiresAfter: '1h' }] };
const NOON = '2030-01-01T12:00:00.000Z';
const LATER = '2030-01-01T13:00:01.000Z';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

type Held = { projectId: string; approvalId: string };

async function hold(policy = POLICY): Promise<Held> {
  stage.setClock(NOON);
  const projectId = await stage.project(policy);
  const { approvalId } = await stage.run(projectId, { actionId: 'demo.counter.increment', userId: 'otto' });
  return { projectId, approvalId: approvalId! };
}

const read = async ({ projectId, approvalId }: Held): Promise<StoredApproval> => (await findApproval(stage.database.read, stage.powers.seal, projectId, approvalId))!;
const settle = (held: Held) => settleApproval(stage.powers)(held);
const rows = ({ projectId }: Held) =>
  stage.database.read<{ status: string; code: string | null; retryOf: string | null }>(
    'select status, error_code as code, retry_of as "retryOf" from execution where project_id = $1 order by seq',
    [projectId],
  );

/** Stores a vote as long as the request waits, as the route does. */
const cast = (held: Held, userId: string, vote: 'approve' | 'deny') =>
  stage.database.write(async (sql) => {
    await lockHead(sql, held.projectId, []);
    const approval = await lockApproval(sql, stage.powers.seal, held.projectId, held.approvalId);
    if (!approval || approval.status !== 'pending' || approval.votes.length > 0) return;
    await insertVote(sql, approval, { userId, vote, comment: null, at: NOON });
  });
const cancel = (held: Held) =>
  stage.database.write(async (sql) => {
    await lockHead(sql, held.projectId, []);
    await cancelApprovalById(sql, stage.powers.seal, held.projectId, held.approvalId, NOON);
  });

const EVENTS = {
  approve: (held: Held) => cast(held, 'ada', 'approve'),
  deny: (held: Held) => cast(held, 'vera', 'deny'),
  cancel,
  expire: async () => stage.setClock(LATER),
  settle,
} as const;
type Event = keyof typeof EVENTS;

function ordersOf(events: readonly Event[]): Event[][] {
  if (events.length === 0) return [[]];
  return events.flatMap((first, index) => ordersOf(events.toSpliced(index, 1)).map((rest) => [first, ...rest]));
}

/** What must come of an order: the last settling is always added. */
function expectedOf(order: readonly Event[]): string {
  let status = 'pending';
  let vote: string | null = null;
  let isLate = false;
  for (const event of [...order, 'settle' as const]) {
    if (status !== 'pending') break;
    if (event === 'cancel') status = 'cancelled';
    if ((event === 'approve' || event === 'deny') && vote === null) vote = event;
    if (event === 'expire') isLate = true;
    if (event === 'settle' && vote !== null) status = vote === 'deny' ? 'denied' : 'approved';
    else if (event === 'settle' && isLate) status = 'expired';
  }
  return status;
}

describe('settleApproval', () => {
  it('when nothing is decided, then it waits, and says for how long', async () => {
    const held = await hold();
    expect(await settle(held)).toEqual({ status: 'pending', expiresInMs: 3_600_000, sequel: null, askedAnew: null });
    expect(await rows(held)).toMatchObject([{ status: 'pending_approval' }]);
  });

  it.each([ordersOf(['approve', 'cancel', 'expire', 'settle']), ordersOf(['deny', 'approve', 'expire', 'settle']), ordersOf(['deny', 'cancel', 'settle'])].flat().map((order) => [order.join(', '), order] as const))(
    'when it goes %s, then there is one outcome, and it is the right one',
    async (_said, order) => {
      const held = await hold();
      for (const event of order) await EVENTS[event](held);
      await settle(held);
      const ended = expectedOf(order);
      expect(await settle(held)).toMatchObject({ status: ended, expiresInMs: null });
      const [waiting, outcome, ...more] = await rows(held);
      expect(more).toEqual([]);
      expect([waiting?.status, outcome?.status, outcome?.code]).toEqual(['pending_approval', ended === 'approved' ? 'success' : 'rejected', ended === 'approved' ? null : `approval_${ended}`]);
      const approval = await read(held);
      expect(outcome?.retryOf).toBe(approval.executionId);
      await EVENTS.cancel(held);
      expect(await read(held)).toEqual(approval);
    },
  );

  it('when votes, cancels and settlings come all at once, then there is one terminal state and one outcome', async () => {
    const held = await hold();
    const rush = Array.from({ length: 100 }, (_, index) => [EVENTS.approve, EVENTS.deny, EVENTS.cancel, EVENTS.settle][index % 4]!);
    await Promise.all(rush.map((event) => event(held)));
    await settle(held);
    const [, outcome, ...more] = await rows(held);
    expect(more).toEqual([]);
    const { status, outcomeExecutionId, votes } = await read(held);
    expect(votes.length).toBeLessThanOrEqual(1);
    expect([outcomeExecutionId === null, outcome?.code ?? 'approval_approved']).toEqual([false, `approval_${status}`]);
    const [counter] = await stage.database.read<{ value: number }>(`select (state->>'value')::int as value from component_state where project_id = $1 and component_id = 'demo.counter'`, [held.projectId]);
    expect(counter?.value ?? 0).toBe(status === 'approved' ? 1 : 0);
  });

  it('when the settling breaks after any of its statements, then nothing of it stays, and it is done when it is repeated', async () => {
    for (let breaking = 1; breaking < 20; breaking += 1) {
      const held = await hold();
      await EVENTS.approve(held);
      let statement = 0;
      const broken = stage.with({
        database: {
          ...stage.database,
          write: (work) =>
            stage.database.write((sql) =>
              work(async (text, parameters) => {
                statement += 1;
                const answer = await sql<never>(text, parameters);
                if (statement === breaking) throw new Error('broken');
                return answer;
              }),
            ),
        },
      });
      const isBroken = await settleApproval(broken.powers)(held).then(() => false, () => true);
      if (!isBroken) return expect(breaking).toBeGreaterThan(5);
      expect(await rows(held)).toHaveLength(1);
      expect(await read(held)).toMatchObject({ status: 'pending', outcomeExecutionId: null });
      expect(await settle(held)).toMatchObject({ status: 'approved' });
      expect(await rows(held)).toMatchObject([{ status: 'pending_approval' }, { status: 'success' }]);
    }
    throw new Error('the settling never ends');
  });

  it('when whoever asked has lost the role, then what was allowed is refused', async () => {
    const held = await hold();
    await EVENTS.approve(held);
    await stage.powers.database.read(`update membership set role = 'viewer' where project_id = $1 and user_id = $2`, [held.projectId, 'otto']);
    expect(await settle(held)).toMatchObject({ status: 'approved' });
    expect((await rows(held)).at(-1)).toMatchObject({ status: 'rejected', code: 'permission_denied' });
  });

  it('when the action is declared otherwise than when it was asked for, then it is stale', async () => {
    const held = await hold();
    await EVENTS.approve(held);
    const { catalog } = stage.powers;
    const versions = catalog.actions.get('demo.counter.increment') ?? [];
    const changed = { ...catalog, actions: new Map([...catalog.actions, ['demo.counter.increment', versions.map((action) => ({ ...action, description: 'Another one.' }))] as const]) };
    expect(await settleApproval(stage.with({ catalog: changed }).powers)(held)).toMatchObject({ status: 'stale' });
    expect(await read(held)).toMatchObject({ moved: [{ path: 'demo.counter.increment' }] });
    expect((await rows(held)).at(-1)).toMatchObject({ code: 'approval_stale' });
  });

  it('when a request is settled, then the project is told, and the chain is whole', async () => {
    const held = await hold();
    await EVENTS.approve(held);
    await settle(held);
    const told = await stage.database.read<{ status: string }>(`select data->>'status' as status from event where project_id = $1 and type = 'approval.updated' order by seq`, [held.projectId]);
    expect(told.map(({ status }) => status)).toEqual(['pending', 'pending', 'approved']);
    const { items } = await listApprovals(stage.database.read, stage.powers.seal, held.projectId, ['approved'], { limit: 10 });
    expect(items.map(({ approvalId }) => approvalId)).toEqual([held.approvalId]);
  });
});
