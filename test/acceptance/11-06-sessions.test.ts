import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Approval } from '../../contract/approval.ts';
import type { Execution } from '../../contract/execution.ts';
import type { Plan } from '../../contract/plan.ts';
import type { Session as LoginSession } from '../../contract/session.ts';
import type { CreatedToken } from '../../contract/token.ts';
import type { Turn } from '../../contract/turn.ts';
import { waitUntil } from '../../local/wait-until.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { mintSecret } from '../../platform/ids.ts';
import { sharedHouse, type HouseFacts } from '../support/house.ts';
import { caller, createUser, expectData, signIn, type Session } from '../support/http.ts';
import { openApprovals, type ApprovalsStage } from './approvals-stage.ts';
import { openSql } from './sql.ts';
import { openStage, type Actor } from './stage.ts';

const WITHIN_MS = 20_000;
const TWO_MUST_AGREE = { approvals: [{ id: 'by-hand', when: { actions: ['demo.counter.increment'] }, quorum: 2 }] };
const AMBIGUOUS = 'set it to 5';

let house: HouseFacts & { adminSession: Session };

beforeAll(async () => {
  house = await sharedHouse();
});

const sessionsOf = async (person: Session): Promise<LoginSession[]> => expectData(await person.get<{ items: LoginSession[] }>('/auth/sessions')).items;

const until = (what: string, isSo: () => Promise<boolean>) => waitUntil({ what, children: [], withinMs: WITHIN_MS, isReady: async () => ((await isSo()) ? null : 'it is not so yet') });

/** Everything that can be open in one person's name, in two projects. */
async function openEverything(stage: ApprovalsStage, other: ApprovalsStage, person: Actor) {
  const { token } = expectData(await person.session.post<CreatedToken>('/tokens', { name: 'A script' }), 201);
  const held = expectData(await person.session.post<Execution>(stage.at('/intents'), { actionId: 'demo.counter.increment', inputs: {} }));
  const elsewhere = expectData(await person.session.post<Execution>(other.at('/intents'), { actionId: 'demo.counter.increment', inputs: {} }));
  const asked = await person.say('increment the counter');
  const confirming = await person.say('reset the counter');
  const clarifying = await person.say(AMBIGUOUS);
  const plan = await person.runPlan([{ actionId: 'demo.counter.increment' }, { actionId: 'demo.counter.increment' }]);
  expect([held.status, elsewhere.status, asked.status, confirming.status, clarifying.status, plan.status]).toEqual([
    ...['pending_approval', 'pending_approval', 'awaiting_approval', 'awaiting_confirmation', 'clarifying', 'awaiting_approval'],
  ]);
  return { script: caller(house.url, { authorization: `Bearer ${token}` }), held, elsewhere, turns: { asked, confirming, clarifying }, plan };
}

/** A sign-in link and an approved code of a program, as rows: neither is handed to other people by the API. */
async function openDoors(userId: string): Promise<{ link: string; count: () => Promise<number> }> {
  const sql = await openSql(house.databaseUrl);
  const link = mintSecret();
  await sql.rows(`insert into sign_in_link (token_hash, user_id, expires_at) values ($1, $2, now() + interval '10 minutes')`, [sha256Hex(link), userId]);
  await sql.rows(
    `insert into device_grant (device_hash, user_code_hash, client_name, expires_in_days, status, user_id, created_at, expires_at) values ($1, $2, 'A terminal', 90, 'approved', $3, now(), now() + interval '10 minutes')`,
    [mintSecret(), mintSecret(), userId],
  );
  const count = async () => {
    const [row] = await sql.rows<{ count: number }>(
      `select ((select count(*) from sign_in_link where user_id = $1) + (select count(*) from device_grant where user_id = $1)
        + (select count(*) from login_session where user_id = $1) + (select count(*) from access_token where user_id = $1 and revoked_at is null))::int as count`,
      [userId],
    );
    await sql.close();
    return Number(row?.count);
  };
  return { link, count };
}

describe('11.6 Sessions', () => {
  it('when every kind of thing is open in somebody’s name and he is disabled, then all of it ends, and nothing of his acts any more', async () => {
    const [stage, other] = [await openApprovals(), await openApprovals()];
    const person = stage.asker;
    expectData(await other.admin.session.put(other.at(`/members/${person.userId}`), { role: 'operator' }));
    const open = await openEverything(stage, other, person);
    const doors = await openDoors(person.userId);
    const stream = await fetch(`${house.url}/api/v1${stage.at('/events')}`, { headers: { cookie: person.session.cookie }, signal: AbortSignal.timeout(WITHIN_MS * 2) });
    expect(stream.status).toBe(200);

    expectData(await stage.admin.session.patch(`/users/${person.userId}`, { disabled: true }));

    for (const call of [person.session, open.script]) expect((await call.get('/auth/me')).status).toBe(401);
    expect((await fetch(`${house.url}/api/v1/auth/link/${doors.link}`, { method: 'POST', redirect: 'manual' })).status).toBe(404);
    expect(await doors.count()).toBe(0);
    for (const [where, { approvalId }] of [[stage, open.held], [other, open.elsewhere]] as const) {
      const approval = await where.read({ approvalId: String(approvalId) });
      expect(approval.status).toBe('cancelled');
      expect((await where.vote(where.second, approval, 'approve')).status).toBe(409);
      await until('the outcome of the request', async () => (await where.rowsOf(approval)).length === 2);
      expect((await where.rowsOf(approval)).at(-1)).toMatchObject({ status: 'rejected', error: { code: 'approval_cancelled' } });
    }
    await stream.text(); // It ends by itself.
    const pending = expectData(await stage.admin.session.get<{ items: Approval[] }>(stage.at('/approvals?status=pending'))).items;
    expect(pending).toEqual([]);
    await until('the end of the plan', async () => expectData(await stage.admin.session.get<Plan>(stage.at(`/plans/${open.plan.planId}`))).status === 'rejected');

    expectData(await stage.admin.session.patch(`/users/${person.userId}`, { disabled: false }));
    expect((await person.session.get('/auth/me')).status).toBe(401);
    expect((await open.script.get('/auth/me')).status).toBe(401);
    expect([await stage.counter(), await other.counter()]).toEqual([0, 0]);
  });

  it('when somebody is disabled, then his open questions are closed in words, and stay closed when he is back', async () => {
    const stage = await openStage();
    const password = 'a long password';
    const session = await createUser(house.adminSession, { password });
    const { userId, username } = session.me.user;
    expectData(await stage.admin.session.put(stage.at(`/members/${userId}`), { role: 'operator' }));
    const ask = async (message: string): Promise<string> => {
      const { turnId } = expectData(await session.post<{ turnId: string }>(stage.at('/turns'), { message }), 202);
      expect(['clarifying', 'awaiting_confirmation']).toContain(expectData(await session.get<Turn>(stage.at(`/turns/${turnId}?waitSeconds=25`))).status);
      return turnId;
    };
    const turnIds = [await ask('reset the counter'), await ask(AMBIGUOUS), await ask('set the counter to 5 and reset the counter')];
    expectData(await house.adminSession.patch(`/users/${userId}`, { disabled: true }));
    expectData(await house.adminSession.patch(`/users/${userId}`, { disabled: false }));
    const back = await signIn(house.url, { username, password });
    for (const turnId of turnIds) {
      const turn = expectData(await back.get<Turn>(stage.at(`/turns/${turnId}`)));
      expect(turn).toMatchObject({ status: 'done', reply: { text: 'This account was disabled. Nothing was run.', kind: 'refused' } });
      expect((await back.post(stage.at(`/turns/${turnId}/confirm`))).status).toBe(409);
    }
    expect(await stage.counter()).toBe(0);
  });

  it('when somebody who has voted is disabled, then his vote counts toward no quorum any more', async () => {
    const stage = await openApprovals(TWO_MUST_AGREE);
    const approval = await stage.ask();
    expect(expectData(await stage.vote(stage.second, approval, 'approve'))).toMatchObject({ status: 'pending' });
    expectData(await stage.admin.session.patch(`/users/${stage.second.userId}`, { disabled: true }));
    expect(expectData(await stage.vote(stage.third, approval, 'approve'))).toMatchObject({ status: 'pending' });
    expect(await stage.counter()).toBe(0);
    expect(expectData(await stage.vote(stage.admin, approval, 'approve'))).toMatchObject({ status: 'approved' });
    expect(await stage.counter()).toBe(1);
  });

  it('when somebody is deleted, then what waits for him ends as well', async () => {
    const stage = await openApprovals();
    const approval = await stage.ask();
    expectData(await stage.admin.session.delete(`/users/${stage.asker.userId}`));
    expect(await stage.read(approval)).toMatchObject({ status: 'cancelled' });
    expect((await stage.asker.session.get('/auth/me')).status).toBe(401);
  });

  it('when somebody signs in twice, then he sees both, ends one, and the other lives', async () => {
    const password = 'a long password';
    const here = await createUser(house.adminSession, { password });
    const there = await signIn(house.url, { username: here.me.user.username, password });
    const sessions = await sessionsOf(here);
    expect(sessions.map(({ isCurrent, method }) => [isCurrent, method])).toEqual([[false, 'password'], [true, 'password']]);
    expectData(await here.delete(`/auth/sessions/${sessions[0]?.sessionId}`));
    expect([(await there.get('/auth/me')).status, (await here.get('/auth/me')).status]).toEqual([401, 200]);
  });

  it('when a call comes without a session or a token, or changes something without the CSRF header, then it is refused', async () => {
    const { cookie } = await createUser(house.adminSession);
    expect((await caller(house.url).get('/projects')).status).toBe(401);
    for (const method of ['post', 'put', 'patch', 'delete'] as const) expect((await caller(house.url, { cookie })[method]('/auth/sessions')).status).toBe(method === 'delete' ? 403 : 404);
    expect((await caller(house.url, { cookie }).post('/tokens', { name: 'No' })).status).toBe(403);
  });
});
