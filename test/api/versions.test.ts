import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Plan } from '../../contract/plan.ts';
import { createProject, expectData, type Session } from '../support/http.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let admin: Session;
let at: (path: string) => string;
let projectId: string;

beforeAll(async () => {
  api = await startApi({ INTENT_WAIT_MS: '200' });
  admin = await api.signInAdmin();
  projectId = await createProject(admin);
  at = (path) => `/projects/${projectId}${path}`;
  await api.front.database.read('update project_head set version = 3 where project_id = $1', [projectId]);
});
afterAll(() => api.stop());

const step = { actionId: 'demo.counter.increment', inputs: {} };
const count = async (table: 'attempt' | 'plan') => {
  const [row] = await api.front.database.read<{ attempt: number; plan: number }>(
    'select (select count(*) from attempt where project_id = $1)::int as attempt, (select count(*) from plan where project_id = $1)::int as plan',
    [projectId],
  );
  return row?.[table];
};

/** What If-Match says, and what becomes of a call that would be right otherwise. */
const tags = [
  ['"2"', 412, 'stale_state'],
  ['"4"', 412, 'stale_state'],
  ['"03"', 412, 'stale_state'],
  ['"none"', 412, 'stale_state'],
  ['3', 422, 'invalid_request'],
  ['"3', 422, 'invalid_request'],
  ['"3", "4"', 422, 'invalid_request'],
  ['', 422, 'invalid_request'],
] as const;

describe('If-Match', () => {
  it.each(tags)('when an intent is sent with %j at version 3, then it is %i and nothing is recorded', async (tag, status, error) => {
    expect(await admin.post(at('/intents'), step, { 'if-match': tag })).toMatchObject({ status, body: { error } });
    expect(await count('attempt')).toBe(0);
  });

  it.each(tags)('when a plan is sent with %j at version 3, then it is %i and nothing is recorded', async (tag, status, error) => {
    expect(await admin.post(at('/plans'), { steps: [step] }, { 'if-match': tag })).toMatchObject({ status, body: { error } });
    expect(await count('plan')).toBe(0);
  });

  it.each(tags)('when a policy is put with %j, then it is %i and the policy stays', async (tag, status, error) => {
    const before = (await admin.get(at('/policy'))).headers.get('etag');
    expect(await admin.put(at('/policy'), {}, { 'if-match': tag })).toMatchObject({ status, body: { error } });
    expect((await admin.get(at('/policy'))).headers.get('etag')).toBe(before);
  });

  it.each(['"3"', 'W/"3"', '*'])('when an intent or a plan is sent with %s at version 3, then it goes on', async (tag) => {
    expect(await admin.post(at('/intents'), step, { 'if-match': tag })).toMatchObject({ status: 503 }); // No worker is there to say more.
    expect(await admin.post(at('/plans'), { steps: [step] }, { 'if-match': tag })).toMatchObject({ status: 200, body: { data: { status: 'draft' } } });
  });

  it('when an attempt or a plan is there already, then its repeat is answered from the row, although the state has moved on', async () => {
    const named = { 'if-match': '"3"' };
    const intent = { ...step, requestId: 'moved-on' };
    const plan = { steps: [step], requestId: 'moved-on' };
    await admin.post(at('/intents'), intent, named);
    const made = expectData(await admin.post<Plan>(at('/plans'), plan, named));
    await api.front.database.read('update project_head set version = 4 where project_id = $1', [projectId]);
    expect(await admin.post(at('/intents'), intent, named)).toMatchObject({ status: 503, body: { requestId: 'moved-on' } });
    expect(await admin.post(at('/intents'), { ...step, requestId: 'new' }, named)).toMatchObject({ status: 412 });
    expect(expectData(await admin.post<Plan>(at('/plans'), plan, named)).planId).toBe(made.planId);
    expect(await admin.post(at('/plans'), { steps: [step], replaces: made.planId }, named)).toMatchObject({ status: 412 });
    await api.front.database.read('update project_head set version = 3 where project_id = $1', [projectId]);
  });
});

describe('If-None-Match', () => {
  it.each(['/state', '/policy'])('when %s is what the caller has, then it is 304 without a body, and else it is sent', async (path) => {
    await api.front.database.read('update project_head set version = 0 where project_id = $1', [projectId]);
    const first = await admin.get(at(path));
    const tag = String(first.headers.get('etag'));
    expect(tag).toMatch(/^"\d+"$/);
    for (const known of [tag, `W/${tag}`, `"99", ${tag}`, '*']) {
      const answer = await admin.get(at(path), undefined, { 'if-none-match': known });
      expect({ known, status: answer.status, body: answer.body.message, tag: answer.headers.get('etag') }).toEqual({ known, status: 304, body: '', tag });
      expect(answer.headers.get('x-request-id')).not.toBeNull();
    }
    for (const other of ['"99"', '99', '', 'nonsense']) expect((await admin.get(at(path), undefined, { 'if-none-match': other })).status).toBe(200);
  });
});
