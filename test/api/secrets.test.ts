import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Secret } from '../../contract/secret.ts';
import { deleteExpiredRows } from '../../db/stores/expired.ts';
import { createMember, createProject, expectData, type Answer, type Session } from '../support/http.ts';
import { startApi, type TestApi } from './start-api.ts';

const VALUE = 'open/sesame+"Ω"-4711';
const OTHER = 'quite another value';

let api: TestApi;
let admin: Session;
let projectId: string;

beforeAll(async () => {
  api = await startApi({ INTENT_WAIT_MS: '500' });
  admin = await api.signInAdmin();
});
afterAll(() => api.stop());
beforeEach(async () => {
  projectId = await createProject(admin);
});

const at = (path: string) => `/projects/${projectId}${path}`;
const keep = async (name = 'plant_api', value = VALUE): Promise<Secret> => expectData(await admin.post<Secret>(at('/secrets'), { name, value }), 201);
const list = async (query = '') => expectData(await admin.get<{ items: Secret[]; nextCursor: string | null; missing: unknown[] }>(at(`/secrets${query}`)));
const valuesIn = async () => (await api.front.secrets.open(projectId, api.front.clock.now())).values;
const intent = (inputs: object) => ({ actionId: 'demo.counter.set', inputs });

describe('secrets of a project', () => {
  it('when one is kept, then every answer tells of it without its value, and it opens again', async () => {
    const created = await keep();
    expect(created).toEqual({
      ...{ secretId: expect.any(String), name: 'plant_api', version: 1, createdAt: expect.any(String), createdBy: admin.me.user.userId },
      ...{ rotatedAt: null, rotatedBy: null, previousUntil: null, lastUsedAt: null, usedBy: [] },
    });
    expect(await list()).toEqual({ items: [created], nextCursor: null, missing: [] });
    expect(expectData(await admin.get<Secret>(at(`/secrets/${created.secretId}`)))).toEqual(created);
    expect(await valuesIn()).toEqual([VALUE]);
  });

  it('when the rows are read, then no column holds the value, and a row that is moved does not open', async () => {
    const { secretId } = await keep();
    const { read } = api.front.database;
    const [row] = await read<{ text: string }>('select s::text as text from secret s where secret_id = $1', [secretId]);
    for (const form of [VALUE, Buffer.from(VALUE).toString('hex'), Buffer.from(VALUE).toString('base64')]) expect(row?.text).not.toContain(form);
    await read("update secret set name = 'other_api' where secret_id = $1", [secretId]);
    expect(await api.front.secrets.open(projectId, new Date())).toEqual({ values: [], unreadable: ['other_api'] });
  });

  it.each([
    ['the name begins with a capital', { name: 'Plant', value: VALUE }, '/name'],
    ['the name has a hyphen', { name: 'plant-api', value: VALUE }, '/name'],
    ['the name is too long', { name: 'x'.repeat(65), value: VALUE }, '/name'],
    ['there is no value', { name: 'plant_api' }, '/value'],
    ['the value is empty', { name: 'plant_api', value: '' }, '/value'],
    ['the value has too many characters', { name: 'plant_api', value: 'x'.repeat(8_193) }, '/value'],
    ['the value has too many bytes', { name: 'plant_api', value: 'Ω'.repeat(4_097) }, '/value'],
    ['the value holds NUL', { name: 'plant_api', value: 'a\0b' }, '/value'],
    ['the value is no text', { name: 'plant_api', value: 7 }, '/value'],
    ['there is more', { name: 'plant_api', value: VALUE, note: 'x' }, '/note'],
  ])('when %s, then it is refused with the field, and nothing of the value is told', async (_when, body, path) => {
    const { status, body: problem } = await admin.post(at('/secrets'), body);
    expect([status, problem.issues?.[0]?.path]).toEqual([422, path]);
    expect(JSON.stringify(problem)).not.toContain(VALUE);
  });

  it('when a name is taken, then it is a conflict, and the first value stays', async () => {
    await keep();
    expect((await admin.post(at('/secrets'), { name: 'plant_api', value: OTHER })).status).toBe(409);
    expect(await valuesIn()).toEqual([VALUE]);
  });

  it('when a project has 200, then there is no room for another', async () => {
    const insert = 'insert into secret (project_id, secret_id, name, version, sealed_key, sealed_value, created_by, created_at) select $1, gen_random_uuid()::text, $2 || n, 1, $3, $3, $2, now() from generate_series(1, 199) n';
    await api.front.database.read(insert, [projectId, 'filler', Buffer.from('x')]);
    await keep();
    expect((await admin.post(at('/secrets'), { name: 'one_more', value: VALUE })).status).toBe(409);
    const { items, nextCursor } = await list('?limit=150');
    expect([items.length, (await list(`?limit=150&cursor=${nextCursor}`)).items.length]).toEqual([150, 50]);
  });

  it('when one is rotated with grace, then both values are in force until its end, and the sweep drops the old one', async () => {
    const { secretId } = await keep();
    const rotated = expectData(await admin.post<Secret>(at(`/secrets/${secretId}/rotate`), { value: OTHER, graceSeconds: 60 }));
    expect(rotated).toMatchObject({ version: 2, rotatedAt: expect.any(String), rotatedBy: admin.me.user.userId, previousUntil: expect.any(String) });
    expect(await valuesIn()).toEqual([OTHER, VALUE]);
    const { read } = api.front.database;
    await read("update secret set previous_until = now() - interval '1 second' where secret_id = $1", [secretId]);
    expect(await valuesIn()).toEqual([OTHER]);
    await deleteExpiredRows(read, 100);
    expect(await read('select 1 from secret where secret_id = $1 and previous_sealed_key is null and previous_sealed_value is null and previous_until is null', [secretId])).toHaveLength(1);
  });

  it.each([['no grace', {}], ['a grace of nothing', { graceSeconds: 0 }]])('when one is rotated with %s, then the old value ends at once', async (_when, more) => {
    const { secretId } = await keep();
    expectData(await admin.post(at(`/secrets/${secretId}/rotate`), { value: 'in between', graceSeconds: 600 }));
    expect(expectData(await admin.post<Secret>(at(`/secrets/${secretId}/rotate`), { value: OTHER, ...more }))).toMatchObject({ version: 3, previousUntil: null });
    expect(await valuesIn()).toEqual([OTHER]);
  });

  it.each([-1, 1.5, 2_592_001])('when the grace is %d seconds, then it is refused', async (graceSeconds) => {
    const { secretId } = await keep();
    expect((await admin.post(at(`/secrets/${secretId}/rotate`), { value: OTHER, graceSeconds })).body.issues?.[0]?.path).toBe('/graceSeconds');
  });

  it('when one is deleted, then it and its values are gone', async () => {
    const { secretId } = await keep();
    expectData(await admin.delete(at(`/secrets/${secretId}`)));
    expect((await list()).items).toEqual([]);
    for (const gone of [admin.get(at(`/secrets/${secretId}`)), admin.delete(at(`/secrets/${secretId}`)), admin.post(at(`/secrets/${secretId}/rotate`), { value: OTHER })]) expect((await gone).status).toBe(404);
  });

  it('when a call is repeated under its key, then it is done once, and what is kept of it holds no value', async () => {
    const headers = { 'idempotency-key': 'a-secret' };
    const [one, two] = [await admin.post<Secret>(at('/secrets'), { name: 'plant_api', value: VALUE }, headers), await admin.post<Secret>(at('/secrets'), { name: 'plant_api', value: VALUE }, headers)];
    expect(two.body).toEqual(one.body);
    expect((await admin.post(at('/secrets'), { name: 'plant_api', value: OTHER }, headers)).body.error).toBe('idempotency_mismatch');
    const rows = await api.front.database.read<{ text: string }>('select k::text as text from idempotency_key k');
    expect(rows.filter(({ text }) => text.includes('sesame'))).toEqual([]);
  });

  it('when the project is locked, then its secrets are administered; when it is archived, then they are only read', async () => {
    const { secretId } = await keep();
    expectData(await admin.post(at('/lock')));
    expectData(await admin.post(at(`/secrets/${secretId}/rotate`), { value: OTHER }));
    expectData(await admin.post(at('/archive')));
    expect((await list()).items).toHaveLength(1);
    for (const refused of [admin.post(at('/secrets'), { name: 'another', value: VALUE }), admin.post(at(`/secrets/${secretId}/rotate`), { value: VALUE }), admin.delete(at(`/secrets/${secretId}`))]) expect((await refused).status).toBe(409);
  });

  it('when a secret belongs to another project, then it is not found here', async () => {
    const { secretId } = await keep();
    const elsewhere = await createProject(admin);
    expect((await admin.get(`/projects/${elsewhere}/secrets/${secretId}`)).status).toBe(404);
    expect((await admin.delete(`/projects/${elsewhere}/secrets/${secretId}`)).status).toBe(404);
  });

  it('when secrets change, then who did it is on record, and no value is', async () => {
    const { secretId } = await keep();
    await admin.post(at(`/secrets/${secretId}/rotate`), { value: OTHER });
    await admin.delete(at(`/secrets/${secretId}`));
    const events = await api.front.database.read('select kind, actor_id, subject, detail from admin_event where project_id = $1 and kind like $2 order by event_id', [projectId, 'secret.%']);
    const about = { actor_id: admin.me.user.userId, subject: 'plant_api', detail: {} };
    expect(events).toEqual([{ kind: 'secret.created', ...about }, { kind: 'secret.rotated', ...about }, { kind: 'secret.deleted', ...about }]);
  });
});

describe('a call that holds the value of a secret', () => {
  const base64 = Buffer.from(`{"key": "${VALUE.replaceAll('"', '\\"')}"}`).toString('base64');

  it.each<[string, (session: Session) => Promise<Answer<unknown>>, string]>([
    ['a message', (session) => session.post(at('/turns'), { message: `use ${VALUE} for it` }), '/message'],
    ['an input', (session) => session.post(at('/intents'), intent({ value: 1, note: [VALUE] })), '/inputs/note/0'],
    ['the name of an input', (session) => session.post(at('/intents'), intent({ [VALUE]: 1 })), '/inputs'],
    ['an input of what is simulated', (session) => session.post(at('/intents/simulate'), intent({ value: VALUE })), '/inputs/value'],
    ['a step of a plan', (session) => session.post(at('/plans'), { steps: [intent({ value: 1 }), intent({ value: `-${VALUE}-` })] }), '/steps/1/inputs/value'],
    ['a fact', (session) => session.put(at('/memory/site'), { value: { door: VALUE } }), '/value/door'],
    ['a policy', (session) => session.put(at('/policy'), { rules: [{ id: 'r', effect: 'allow', message: VALUE }] }), '/rules/0/message'],
    ['JSON inside a text', (session) => session.post(at('/turns'), { message: `send ${JSON.stringify({ key: VALUE })}` }), '/message'],
    ['an address', (session) => session.post(at('/turns'), { message: `https://x.example/?key=${encodeURIComponent(VALUE)}` }), '/message'],
    ['Base64', (session) => session.post(at('/turns'), { message: base64 }), '/message'],
    ['an attachment', (session) => session.post(at('/turns'), { message: 'look', media: [{ type: 'document', mimeType: 'text/plain', name: 'note.txt', data: base64 }] }), '/media/0/data'],
    ['a request id', (session) => session.post(at('/intents'), { ...intent({ value: 1 }), requestId: 'id-of-a-plain-secret' }), '/requestId'],
  ])('when it is in %s, then the call is refused, and nothing is stored, logged or answered', async (_when, call, path) => {
    await keep();
    await keep('plain', 'plain-secret');
    const member = await createMember(admin, projectId, 'admin');
    api.logged();
    const { status, body } = await call(member);
    expect([status, body.error, body.issues?.[0]?.path]).toEqual([422, 'invalid_request', path]);
    expect(JSON.stringify(body)).not.toContain('sesame');
    const lines = api.logged();
    expect(lines.filter((line) => line.includes('sesame'))).toEqual([]);
    expect(lines.filter((line) => line.includes('"secret-refused"'))).toHaveLength(1);
    const { read } = api.front.database;
    for (const table of ['turn', 'attempt', 'plan']) expect(await read(`select 1 from ${table} where project_id = $1`, [projectId])).toEqual([]);
  });

  it('when the value is that of another project, is replaced, or is shorter than 8 characters, then the call is not refused for it', async () => {
    const { secretId } = await keep();
    await keep('pin', 'xyz4711');
    await admin.post(at(`/secrets/${secretId}/rotate`), { value: OTHER });
    const simulate = (note: string) => admin.post(at('/intents/simulate'), intent({ value: 1, note }));
    expect((await simulate(VALUE)).status).toBe(200);
    expect((await simulate('xyz4711')).status).toBe(200);
    expect((await simulate(OTHER)).status).toBe(422);
    projectId = await createProject(admin);
    expect((await simulate(OTHER)).status).toBe(200);
  });

  it('when the value is within its grace, then it is still looked for; when a secret goes, then it is no more', async () => {
    const { secretId } = await keep();
    await admin.post(at(`/secrets/${secretId}/rotate`), { value: OTHER, graceSeconds: 600 });
    const simulate = (note: string) => admin.post(at('/intents/simulate'), intent({ value: 1, note }));
    expect((await simulate(VALUE)).status).toBe(422);
    await admin.delete(at(`/secrets/${secretId}`));
    expect((await simulate(VALUE)).status).toBe(200);
  });

  it('when another process has changed a secret, then that is noticed within seconds', async () => {
    const simulate = () => admin.post(at('/intents/simulate'), intent({ value: 1, note: OTHER }));
    expect((await simulate()).status).toBe(200);
    await api.front.secrets.insert({ projectId, secretId: api.front.mintId(), name: 'quiet', value: OTHER, by: 'x', now: new Date() });
    api.pass(6_000);
    expect((await simulate()).status).toBe(422);
  });

  it('when somebody tries value after value, then he has to wait, also with a call that holds none, and nobody else has', async () => {
    await keep();
    const guesser = await createMember(admin, projectId, 'operator');
    const simulate = (who: Session, note: string) => who.post(at('/intents/simulate'), intent({ value: 1, note }));
    for (let guess = 0; guess < 10; guess += 1) expect((await simulate(guesser, VALUE)).status).toBe(422);
    const refused = await simulate(guesser, 'harmless');
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect((await simulate(admin, 'harmless')).status).toBe(200);
    api.pass(180_000);
    expect((await simulate(guesser, 'harmless')).status).toBe(200);
  });

  it('when a secret no longer opens, then that is logged, and calls go on', async () => {
    const { secretId } = await keep();
    await api.front.database.read("update secret set sealed_value = '\\x00'::bytea, version = 9 where secret_id = $1", [secretId]);
    api.logged();
    expect((await admin.post(at('/intents/simulate'), intent({ value: 1 }))).status).toBe(200);
    expect(api.logged().find((line) => line.includes('secret-unreadable'))).toContain('plant_api');
  });
});
