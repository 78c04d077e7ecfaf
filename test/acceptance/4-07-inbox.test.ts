import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Approval } from '../../contract/approval.ts';
import { createUser, expectData, type Session } from '../support/http.ts';
import { type ApprovalsStage, openApprovals } from './approvals-stage.ts';

const HOLD = { approvals: [{ id: 'by-hand', when: { actions: ['demo.counter.increment'] } }] };

/** Whoever is of the operations staff is an admin here, and whoever is of another part is an operator, without being a member. */
const POLICY = {
  ...HOLD,
  roleMappings: [
    { role: 'admin', when: { '==': [{ val: ['user', 'organization'] }, 'operations'] } },
    { role: 'operator', when: { '==': [{ val: ['user', 'organization'] }, 'sales'] } },
  ],
};

const inbox = async (who: Session, query = ''): Promise<string[]> => expectData(await who.get<{ items: Approval[] }>(`/approvals${query}`)).items.map(({ approvalId }) => approvalId);

describe('4.7 The inbox of somebody whose role comes from the policy', () => {
  let stage: ApprovalsStage;
  let approval: Approval;
  beforeAll(async () => {
    stage = await openApprovals(POLICY);
    approval = await stage.ask();
  });

  async function person(organization: string | null): Promise<Session> {
    const session = await createUser(stage.house.adminSession);
    expectData(await stage.house.adminSession.patch(`/users/${session.me.user.userId}`, { organization }));
    return session;
  }

  it.each([
    ['an admin', 'operations', true],
    ['an operator', 'sales', false],
    ['nobody', null, false],
  ] as const)('when the policy makes him %s, then he finds exactly what he may decide', async (_when, organization, finds) => {
    expect((await inbox(await person(organization))).includes(approval.approvalId)).toBe(finds);
  });

  it('when he is a member with a lesser role, then that role goes before the one of the policy', async () => {
    const viewer = await person('operations');
    expectData(await stage.admin.session.put(stage.at(`/members/${viewer.me.user.userId}`), { role: 'viewer' }));
    expect(await inbox(viewer)).toEqual([]);
  });

  it('when he pages through it, then each request is there once, and what he asked for himself is not', async () => {
    const own = await openApprovals(POLICY);
    const approver = await person('operations');
    const asked = [await own.ask(), await own.ask(), await own.ask()].map(({ approvalId }) => approvalId).toReversed();
    const mine = expectData(await approver.post<{ approvalId: string | null }>(own.at('/intents'), { actionId: 'demo.counter.increment', inputs: {} }));
    const found: string[] = [];
    let cursor = '';
    do {
      const page = expectData(await approver.get<{ items: Approval[]; nextCursor: string | null }>(`/approvals?limit=1&status=pending${cursor}`));
      found.push(...page.items.filter(({ projectId }) => projectId === own.projectId).map(({ approvalId }) => approvalId));
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '' && found.length < 20);
    expect(found).toEqual(asked);
    expect(found).not.toContain(mine.approvalId);
  });

  it('when he decides one that he found, then it counts', async () => {
    const approver = await person('operations');
    expectData(await approver.post(stage.at(`/approvals/${approval.approvalId}/votes`), { vote: 'approve', digest: approval.digest }));
    expect(await stage.read(approval)).toMatchObject({ status: 'approved', votes: [{ userId: approver.me.user.userId }] });
  });

  it('when the mapping is taken out of the policy, then his inbox is empty of it', async () => {
    const own = await openApprovals(POLICY);
    const approver = await person('operations');
    const { approvalId } = await own.ask();
    expect(await inbox(approver)).toContain(approvalId);
    await own.setPolicy(HOLD);
    expect(await inbox(approver)).not.toContain(approvalId);
  });
});
