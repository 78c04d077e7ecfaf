import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IntegrityReport } from '../../contract/integrity.ts';
import type { Member } from '../../contract/project.ts';
import type { Snapshot, SnapshotEntry, VersionDiff } from '../../contract/snapshot.ts';
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
    ['members', 'sessions', 'plans', 'executions', 'snapshots'].flatMap((list) =>
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

  it.each([
    ['version=', '/version'],
    ['version=-1', '/version'],
    ['version=1.5', '/version'],
    ['version=one', '/version'],
    ['version=1&version=2', '/version'],
    ['at=yesterday', '/at'],
    ['at=2024-02-30T00:00:00.000Z', '/at'],
    ['requestId=%20', '/requestId'],
    ['version=0&requestId=r1', ''],
    ['version=0&at=2024-01-01T00:00:00.000Z', ''],
  ])('when a state is asked for by %s, then it is 422', async (query, path) => {
    expect((await admin.get(`${project}/state?${query}`)).body).toMatchObject({ error: 'invalid_request', issues: [{ path }] });
  });

  it.each(['from=0', 'to=0', 'from=a&to=0', 'from=0&to='])('when a diff is asked for by %s, then it is 422', async (query) => {
    expect((await admin.get(`${project}/diff?${query}`)).body).toMatchObject({ error: 'invalid_request' });
  });

  it.each(['state?version=1', 'state?at=2020-01-01T00:00:00.000Z', 'state?requestId=unknown', 'diff?from=0&to=1'])('when %s is not there, then it is 404', async (path) => {
    expect(await admin.get(`${project}/${path}`)).toMatchObject({ status: 404, body: { error: 'not_found' } });
  });

  it('when a project is new, then version 0 is its state, in the list of versions, and what its records are verified to', async () => {
    const now = expectData(await admin.get<Snapshot>(`${project}/state`));
    expect(expectData(await admin.get<Snapshot>(`${project}/state?version=0`))).toEqual(now);
    expect(expectData(await admin.get<List<SnapshotEntry>>(`${project}/snapshots`))).toEqual({
      items: [{ version: 0, at: now.at, executionId: null, actionId: null, userId: null, isCheckpoint: false }],
      nextCursor: null,
    });
    expect(expectData(await admin.get<VersionDiff>(`${project}/diff?from=0&to=0`))).toEqual({ from: 0, to: 0, diff: [] });
    expect(expectData(await admin.get<IntegrityReport>(`${project}/integrity`))).toMatchObject({ ok: true, checked: 0, problems: [], checkedSeq: 0 });
  });
});
