import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChatSession, Turn, TurnMetadata, TurnStatus } from '../../contract/turn.ts';
import { createMember, createProject, createUser, expectData, type Session } from '../support/http.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let admin: Session;
let author: Session;
let projectId: string;
let at: (path: string) => string;

beforeAll(async () => {
  api = await startApi();
  admin = await api.signInAdmin();
  projectId = await createProject(admin);
  author = await createMember(admin, projectId, 'operator');
  at = (path) => `/projects/${projectId}${path}`;
});
afterAll(() => api.stop());

type Opened = { turnId: string; sessionId: string };
type List = { items: ChatSession[]; nextCursor: string | null };

/** A message without a worker to read it, and then as if it had been read. */
async function said(message: string, status: TurnStatus = 'done', sessionId?: string): Promise<Opened> {
  const opened = expectData(await author.post<Opened>(at('/turns'), { message, sessionId }), 202);
  const reply = { text: `Said about ${message}.`, kind: 'refused', executionIds: [] };
  await api.front.database.read('update turn set status = $2, reply = $3 where turn_id = $1', [opened.turnId, status, JSON.stringify(reply)]);
  return opened;
}

const found = async (query: string, who = author) => expectData(await who.get<List>(at(`/sessions${query}`))).items.map(({ title }) => title);

describe('GET sessions', () => {
  beforeAll(async () => {
    const { sessionId } = await said('Check the boiler at 100%');
    await said('and the Valve_2 too', 'done', sessionId);
    await said('something else');
  });

  it.each([
    ['?q=boiler', ['Check the boiler at 100%']],
    ['?q=BOILER', ['Check the boiler at 100%']],
    ['?q=valve_2', ['Check the boiler at 100%']],
    ['?q=valveX2', []],
    ['?q=100%25', ['Check the boiler at 100%']],
    ['?q=%25', ['Check the boiler at 100%']],
    ['?q=%20%20', ['something else', 'Check the boiler at 100%']],
    ['', ['something else', 'Check the boiler at 100%']],
    ['?q=nothing%20of%20this', []],
  ])('when it is asked with %j, then it answers the conversations whose title or messages hold it', async (query, titles) => {
    expect(await found(query)).toEqual(titles);
  });

  it('when a search is walked by its cursor, then every conversation is met once', async () => {
    const first = expectData(await author.get<List>(at('/sessions?q=e&limit=1')));
    const second = expectData(await author.get<List>(at(`/sessions?q=e&limit=1&cursor=${first.nextCursor}`)));
    expect([...first.items, ...second.items].map(({ title }) => title)).toEqual(['something else', 'Check the boiler at 100%']);
  });

  it.each([`?q=${'x'.repeat(201)}`, '?q=a%00b', '?q=a&q=b'])('when it is asked with %j, then it is 422', async (query) => {
    expect((await author.get(at(`/sessions${query}`))).body).toMatchObject({ error: 'invalid_request', issues: [expect.objectContaining({ path: expect.stringMatching(/^\/q/) })] });
  });

  it('when somebody else searches, then nothing of it is found', async () => {
    expect(await found('?q=boiler', admin)).toEqual([]);
  });
});

describe('PATCH and DELETE of a session', () => {
  it('when its author renames it, then it has the title and its place in the list', async () => {
    const { sessionId } = await said('to be renamed');
    await said('newer than that');
    const renamed = expectData(await author.patch<ChatSession>(at(`/sessions/${sessionId}`), { title: '  Boiler, monthly  ' }));
    expect(renamed).toMatchObject({ sessionId, projectId, title: 'Boiler, monthly', status: 'done' });
    expect((await found('')).slice(0, 2)).toEqual(['newer than that', 'Boiler, monthly']);
    expect(await found('?q=monthly')).toEqual(['Boiler, monthly']);
  });

  it.each([{ title: '' }, { title: '   ' }, { title: 'x'.repeat(81) }, { title: null }, {}, { title: 'x', more: 1 }, { title: 'a\0b' }])('when it is renamed with %j, then it is 422', async (body) => {
    const { sessionId } = await said('stays as it is');
    expect((await author.patch(at(`/sessions/${sessionId}`), body)).status).toBe(422);
  });

  it('when its author deletes it, then it and its turns are gone, and again it is 404', async () => {
    const { sessionId, turnId } = await said('to be deleted');
    expect(await author.delete(at(`/sessions/${sessionId}`))).toMatchObject({ status: 200, body: { code: 0, data: null } });
    for (const path of [`/sessions/${sessionId}/turns`, `/turns/${turnId}`]) expect((await author.get(at(path))).status).toBe(404);
    expect((await author.delete(at(`/sessions/${sessionId}`))).status).toBe(404);
    expect((await author.post(at('/turns'), { message: 'more', sessionId })).status).toBe(404);
    expect(await found('?q=to%20be%20deleted')).toEqual([]);
  });

  it.each(['interpreting', 'running'] as const)('when a turn of it is %s, then deleting it is 409 and it stays', async (status) => {
    const { sessionId } = await said('at work', status);
    expect(await author.delete(at(`/sessions/${sessionId}`))).toMatchObject({ status: 409, body: { error: 'conflict' } });
    expect((await author.get(at(`/sessions/${sessionId}/turns`))).status).toBe(200);
  });

  it.each(['clarifying', 'awaiting_confirmation', 'failed'] as const)('when a turn of it is %s, then it can be deleted', async (status) => {
    const { sessionId } = await said('at rest', status);
    expect((await author.delete(at(`/sessions/${sessionId}`))).status).toBe(200);
  });

  it('when a message is sent while the session is deleted, then one of both is refused', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { sessionId } = await said(`race ${round}`);
      const [sent, gone] = await Promise.all([author.post(at('/turns'), { message: 'meanwhile', sessionId }), author.delete(at(`/sessions/${sessionId}`))]);
      expect([
        [202, 409],
        [404, 200],
      ]).toContainEqual([sent.status, gone.status]);
    }
  });

  it('when somebody else asks, an admin of the project too, then there is no such session', async () => {
    const { sessionId } = await said('mine alone');
    for (const other of [admin, await createMember(admin, projectId, 'operator')]) {
      expect((await other.patch(at(`/sessions/${sessionId}`), { title: 'Theirs' })).status).toBe(404);
      expect((await other.delete(at(`/sessions/${sessionId}`))).status).toBe(404);
      expect((await other.get(at(`/sessions/${sessionId}/turns`))).status).toBe(404);
    }
  });
});

describe('GET turn', () => {
  it('when its author asks, then it is whole', async () => {
    const { turnId } = await said('my own words');
    expect(expectData(await author.get<Turn>(at(`/turns/${turnId}`)))).toMatchObject({ message: 'my own words', reply: { text: 'Said about my own words.' } });
  });

  it('when an admin of the project asks, then he sees how it went, and not a word that was said', async () => {
    const { turnId, sessionId } = await said('my own words');
    const answer = await admin.get<TurnMetadata>(at(`/turns/${turnId}`));
    expect(expectData(answer)).toMatchObject({ turnId, sessionId, userId: author.me.user.userId, status: 'done', message: null, reply: { text: null, kind: 'refused', executionIds: [] } });
    expect(JSON.stringify(answer.body)).not.toContain('words');
  });

  it('when another member asks, or a system admin who is none, then there is no such turn', async () => {
    const { turnId } = await said('my own words');
    for (const other of [await createMember(admin, projectId, 'viewer'), await createMember(admin, projectId, 'operator'), await createUser(admin, { isSystemAdmin: true })]) {
      expect((await other.get(at(`/turns/${turnId}`))).status).toBe(404);
    }
  });
});
