import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Member } from '../../contract/project.ts';
import { createMember, createProject, createUser, expectData, type Session } from '../support/http.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let admin: Session;

beforeAll(async () => {
  api = await startApi({ LOGIN_ATTEMPTS_PER_MINUTE: '5' });
  admin = await api.signInAdmin();
});
afterAll(() => api.stop());

/** A project with an admin who is no system admin. */
async function openProject() {
  const projectId = await createProject(admin);
  const lead = await createMember(admin, projectId, 'admin');
  const path = `/projects/${projectId}/members`;
  const list = async (): Promise<Member[]> => expectData(await lead.get<{ items: Member[] }>(path)).items;
  return { projectId, lead, path, list };
}

async function withEmail(): Promise<{ person: Session; email: string }> {
  const person = await createUser(admin);
  const email = `${person.me.user.username}@staff.example`;
  expectData(await admin.patch(`/users/${person.me.user.userId}`, { email }));
  return { person, email };
}

describe('adding a member by name', () => {
  it.each([
    ['the user name', (_email: string, username: string) => ({ username })],
    ['the e-mail address', (email: string) => ({ email })],
    ['the e-mail address in capitals', (email: string) => ({ email: email.toUpperCase() })],
  ] as const)('when a project admin gives %s, then that person is a member, and it is recorded', async (_when, named) => {
    const { lead, path, list, projectId } = await openProject();
    const { person, email } = await withEmail();
    const { userId, username } = person.me.user;
    expect(expectData(await lead.post<Member>(path, { ...named(email, username), role: 'viewer' }), 201)).toMatchObject({ userId, username, role: 'viewer' });
    expect((await list()).find((member) => member.userId === userId)?.role).toBe('viewer');
    expect((await person.get(`/projects/${projectId}`)).status).toBe(200);
    const acts = await api.front.database.read(`select kind, actor_id, subject, detail from admin_event where project_id = $1 and subject = $2`, [projectId, userId]);
    expect(acts).toEqual([{ kind: 'member.put', actor_id: lead.me.user.userId, subject: userId, detail: { role: 'viewer' } }]);
  });

  it('when a user name is an address, then it is found as one', async () => {
    const { lead, path } = await openProject();
    const { user } = (await createUser(admin, { username: `some.one-${Date.now()}@home.example` })).me;
    expect(expectData(await lead.post<Member>(path, { email: user.username, role: 'operator' }), 201).userId).toBe(user.userId);
  });

  it('when there is no such person, or he is disabled, then the answers are the same', async () => {
    const { lead, path, list } = await openProject();
    const { person, email } = await withEmail();
    expectData(await admin.patch(`/users/${person.me.user.userId}`, { disabled: true }));
    const before = await list();
    const bodies = [{ username: person.me.user.username }, { email }, { username: 'nobody-at-all' }, { email: 'nobody@staff.example' }];
    const answers = await Promise.all(bodies.map((named) => lead.post(path, { ...named, role: 'viewer' })));
    const told = answers.map(({ status, body: { requestId: _id, ...body } }) => ({ status, body }));
    expect(told.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(new Set(told.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await list()).toEqual(before);
  });

  it('when names are tried one after the other, then the account has to wait', async () => {
    const { lead, path } = await openProject();
    const answers = await Promise.all(Array.from({ length: 8 }, (_none, n) => lead.post(path, { username: `guess-${n}`, role: 'viewer' })));
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(3);
  });

  it('when the person is a member already, then it is 409 and his role stays', async () => {
    const { lead, path, list } = await openProject();
    const { userId, username } = lead.me.user;
    expect((await lead.post(path, { username, role: 'viewer' })).body).toMatchObject({ status: 409, error: 'conflict' });
    expect((await list()).find((member) => member.userId === userId)?.role).toBe('admin');
  });

  it('when the same person is added many times at once, then one call has added him', async () => {
    const { lead, path } = await openProject();
    const { username } = (await createUser(admin)).me.user;
    const answers = await Promise.all(Array.from({ length: 5 }, () => lead.post(path, { username, role: 'viewer' })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409]);
  });

  it.each([
    [{ role: 'viewer' }, 422],
    [{ username: 'a', email: 'b@c', role: 'viewer' }, 422],
    [{ username: 'a', role: 'owner' }, 422],
    [{ username: '', role: 'viewer' }, 422],
  ])('when the body is %j, then it is %i', async (body, status) => {
    const { lead, path } = await openProject();
    expect((await lead.post(path, body)).status).toBe(status);
  });

  it('when a member is changed or taken out, then that is recorded too', async () => {
    const { lead, path, projectId } = await openProject();
    const { userId } = (await createUser(admin)).me.user;
    expectData(await lead.put(`${path}/${userId}`, { role: 'operator' }));
    expectData(await lead.delete(`${path}/${userId}`));
    const acts = await api.front.database.read(`select kind, actor_id from admin_event where project_id = $1 and subject = $2 order by event_id`, [projectId, userId]);
    const actor_id = lead.me.user.userId;
    expect(acts).toEqual([{ kind: 'member.put', actor_id }, { kind: 'member.removed', actor_id }]);
  });
});
