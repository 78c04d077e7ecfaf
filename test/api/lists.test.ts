import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Member } from '../../contract/project.ts';
import { createMember, createProject, expectData, type Session } from '../support/http.ts';
import { startApi, type TestApi } from './start-api.ts';

type List<Item> = { items: Item[]; nextCursor: string | null };

let api: TestApi;
let admin: Session;
let project: string;

beforeAll(async () => {
  api = await startApi();
  admin = await api.signInAdmin();
  project = `/projects/${await createProject(admin)}`;
});
afterAll(() => api.stop());

const cursorOf = (key: string) => Buffer.from(key, 'utf8').toString('base64url');

describe('a cursor', () => {
  it.each(
    ['members', 'sessions', 'plans', 'executions'].flatMap((list) =>
      ['2024-99-99T99:99:99.999Z abc', '2024-02-30T00:00:00.000Z abc', '0000-01-01T00:00:00.000Z abc', '2024-01-01T00:00:00.000Z a\0b', '2024-01-01T00:00:00.000Z ', ''].map((key) => [list, key]),
    ),
  )('when the list %s is given one that holds %j, then it is 422', async (list, key) => {
    expect((await admin.get(`${project}/${list}?cursor=${cursorOf(key)}`)).body).toMatchObject({ error: 'invalid_request', issues: [{ path: '/cursor' }] });
  });

  it('when members are walked one by one, then everybody is met once', async () => {
    const joined = [admin, await createMember(admin, project.slice('/projects/'.length), 'viewer'), await createMember(admin, project.slice('/projects/'.length), 'viewer')];
    const met: string[] = [];
    let cursor: string | null = '';
    for (let page = 0; page < 5 && cursor !== null; page += 1) {
      const list: List<Member> = expectData(await admin.get<List<Member>>(`${project}/members?limit=1${cursor && `&cursor=${cursor}`}`));
      met.push(...list.items.map(({ userId }) => userId));
      cursor = list.nextCursor;
    }
    expect(met).toEqual(joined.map(({ me }) => me.user.userId).toReversed());
  });
});

describe('what narrows a list or a state', () => {
  it.each(['from', 'to'])('when %s is no instant that can be, then it is 422', async (name) => {
    for (const instant of ['0000-01-01T00:00:00.000Z', '2024-02-30T00:00:00.000Z']) {
      expect((await admin.get(`${project}/executions?${name}=${instant}`)).body).toMatchObject({ issues: [{ path: `/${name}` }] });
    }
  });

  it.each(['version=0', 'at=2024-01-01T00:00:00.000Z', 'requestId=r1'])('when an earlier state is asked for by %s, then it is 422 instead of the newest one', async (query) => {
    const [name = ''] = query.split('=');
    const { body } = await admin.get(`${project}/state?${query}`);
    expect(body).toMatchObject({ error: 'invalid_request', issues: [{ path: `/${name}`, message: expect.stringContaining('not supported yet') }] });
  });
});
