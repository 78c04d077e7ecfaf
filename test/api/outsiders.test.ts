import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StartedDeviceGrant } from '../../contract/device-grant.ts';
import { caller, createMember, createProject, createUser, expectData, type Answer, type Caller, type Session } from '../support/http.ts';
import { startApi, type TestApi } from './start-api.ts';

const STEPS = 40;
const SEEDS = [4_201, 99_991] as const;
const NOWHERE = '01a00000-0000-7000-8000-000000000000';

/** What a call names: things that are there, or things that are not. */
type Names = { projectId: string; userId: string; username: string; email: string };

let api: TestApi;
let admin: Session;
let real: Names;
const made: Names = { projectId: NOWHERE, userId: NOWHERE, username: 'not-a-person', email: 'not-a-person@staff.example' };

beforeAll(async () => {
  api = await startApi({ LOGIN_ATTEMPTS_PER_MINUTE: '100000' });
  admin = await api.signInAdmin();
  const projectId = await createProject(admin);
  const { userId, username } = (await createMember(admin, projectId, 'operator')).me.user;
  real = { projectId, userId, username, email: `${username}@staff.example` };
  expectData(await admin.patch(`/users/${userId}`, { email: real.email }));
});
afterAll(() => api.stop());

/** Calls of members and of programs that name a person or a project. */
const calls: readonly ((who: Caller, names: Names) => Promise<Answer<unknown>>)[] = [
  (who, { projectId }) => who.get(`/projects/${projectId}/members`),
  (who, { projectId }) => who.get(`/projects/${projectId}/members?limit=0`),
  (who, { projectId, username }) => who.post(`/projects/${projectId}/members`, { username, role: 'viewer' }),
  (who, { projectId, email }) => who.post(`/projects/${projectId}/members`, { email, role: 'admin' }),
  (who, { projectId }) => who.post(`/projects/${projectId}/members`, { unknownName: 1 }),
  (who, { projectId, userId }) => who.put(`/projects/${projectId}/members/${userId}`, { role: 'admin' }),
  (who, { projectId, userId }) => who.delete(`/projects/${projectId}/members/${userId}`),
  (who, { userId }) => who.get(`/users/${userId}`),
  (who, { userId }) => who.get(`/tokens?userId=${userId}`),
  (who, { userId }) => who.post('/tokens', { name: 'x', userId }),
  (who, { projectId }) => who.post('/auth/device', { clientName: 'x', scopes: { projects: [projectId] } }),
  (who, { userId }) => who.post('/auth/device/token', { deviceCode: userId }),
  (who, { userId }) => who.get(`/auth/device/${userId}`),
  (who, { username }) => who.post(`/auth/device/${username}/approve`),
  (who, { username }) => who.post('/auth/login', { username, password: 'wrong-for-everybody' }),
];

/** A small generator, so that a sequence can be told by its seed. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
}

/** What the caller is told, without what differs from one answer to the next by its nature, and without the names that he gave. */
function told({ status, body: { requestId: _id, ...body } }: Answer<unknown>, names: Names): string {
  const text = JSON.stringify({ status, body });
  const blank = Object.values(names).reduce((left, name) => left.replaceAll(name, '…'), text);
  return blank.replaceAll(/[A-Z]{4}-[A-Z]{4}/g, '…').replaceAll(/"deviceCode":"[\w-]+"/g, '…');
}

const memberships = () => api.front.database.read('select project_id, user_id, role from membership order by project_id, user_id');

describe('somebody outside', () => {
  it.each(SEEDS.flatMap((seed) => (['a stranger', 'nobody signed in', 'an admin of another project'] as const).map((who) => ({ seed, who }))))(
    'when $who makes calls of members and programs in any order (seed $seed), then no answer tells whether a person or a project is there, and nothing changes',
    async ({ seed, who }) => {
      const roll = dice(seed);
      const stranger = await createUser(admin);
      if (who === 'an admin of another project') await admin.put(`/projects/${await createProject(admin)}/members/${stranger.me.user.userId}`, { role: 'admin' });
      const outsider = who === 'nobody signed in' ? caller(api.url) : stranger;
      const before = await memberships();
      for (let step = 0; step < STEPS; step += 1) {
        const place = roll(calls.length);
        const pick = (name: keyof Names) => (roll(2) === 0 ? real : made)[name];
        const mixed: Names = { projectId: pick('projectId'), userId: pick('userId'), username: pick('username'), email: pick('email') };
        const [one, other] = [await calls[place]!(outsider, mixed), await calls[place]!(outsider, made)];
        expect({ place, told: told(one, mixed) }).toEqual({ place, told: told(other, made) });
        expect([200, 401, 403, 404, 422]).toContain(one.status);
      }
      expect(await memberships()).toEqual(before);
    },
    60_000,
  );

  it('when a stranger has the code of a program, then he sees what the program said of itself and nothing of the projects that it names', async () => {
    const stranger = await createUser(admin);
    const start = async (projectId: string) => expectData(await caller(api.url).post<StartedDeviceGrant>('/auth/device', { clientName: 'x', scopes: { projects: [projectId] } }));
    const shown = await Promise.all([real, made].map(async (names) => told(await stranger.get(`/auth/device/${(await start(names.projectId)).userCode}`), names)));
    const timeless = shown.map((text) => text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '…'));
    expect(timeless[0]).toBe(timeless[1]);
  });
});
