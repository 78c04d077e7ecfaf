import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Secret } from '../../contract/secret.ts';
import { call } from '../cli/call.ts';
import { expectData } from '../support/http.ts';
import { sharedHouse } from '../support/house.ts';
import { openBeside } from './beside.ts';
import { openSql, type Sql } from './sql.ts';
import { openStage, type Stage } from './stage.ts';

/** Nobody would write these by chance. */
const FIRST = `first-${randomBytes(12).toString('hex')}`;
const SECOND = `second-${randomBytes(12).toString('hex')}`;
const PLANTED = [FIRST, SECOND];

/** The ways in which a value could lie in a column. */
const formsOf = (value: string): string[] => [value, Buffer.from(value).toString('hex'), Buffer.from(value).toString('base64').replace(/=+$/, '')];

let stage: Stage;
let sql: Sql;

beforeAll(async () => {
  stage = await openStage();
  sql = await openSql(stage.house.databaseUrl);
});
afterAll(() => sql.close());

/** The tables in which a text stands, of all that there are. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = await sql.rows<{ name: string }>("select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'");
  expect(tables.length).toBeGreaterThan(20);
  const found: string[] = [];
  for (const { name } of tables) if ((await sql.rows(`select 1 from ${name} t where strpos(t::text, $1) > 0 limit 1`, [text])).length > 0) found.push(name);
  return found;
}

describe('10.1 Secrets', () => {
  it('when secrets are kept, rotated and sent where they do not belong, then a dump of the database holds none of them', async () => {
    const { session } = stage.admin;
    const { secretId } = expectData(await session.post<Secret>(stage.at('/secrets'), { name: 'planted_api', value: FIRST }, { 'idempotency-key': 'planted' }), 201);
    expectData(await session.post(stage.at(`/secrets/${secretId}/rotate`), { value: SECOND, graceSeconds: 3_600 }));
    for (const value of PLANTED) {
      expect((await session.post(stage.at('/turns'), { message: `sign in with ${value}` })).status).toBe(422);
      expect((await session.post(stage.at('/intents'), { actionId: 'std.text_input.set', inputs: { value } })).status).toBe(422);
      expect((await session.post(stage.at('/plans'), { steps: [{ actionId: 'std.text_input.set', inputs: { value: `x ${value} x` } }], run: true })).status).toBe(422);
      expect((await session.put(stage.at('/memory/site'), { value })).status).toBe(422);
    }
    await stage.admin.run({ actionId: 'std.text_input.set', inputs: { value: 'a visible witness' } });
    expect(await tablesWith('a visible witness')).toContain('execution'); // The look finds what is there.
    for (const form of PLANTED.flatMap(formsOf)) expect([form, await tablesWith(form)]).toEqual([form, []]);
  });

  it('when the secrets are read by those who may, then no answer holds a value', async () => {
    const { session } = stage.admin;
    const answers = await Promise.all(['/secrets', '/executions', '/state', '/registry', '/memory', '/plans', '/sessions'].map((path) => session.get(stage.at(path))));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    for (const value of PLANTED) expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain(value);
  });

  it('when logs are read, then no line holds a value', () => {
    for (const room of ['api', 'worker']) {
      const text = readFileSync(join(stage.house.directory, 'logs', `${room}.log`), 'utf8');
      for (const value of PLANTED) expect(text.includes(value)).toBe(false);
    }
  });

  it('when an action needs a secret, then the registry names it, the list says that it is missing, and it goes only when that is confirmed', async () => {
    const { session } = stage.admin;
    const { actions } = expectData(await session.get<{ actions: { actionId: string; secrets: string[] }[] }>(stage.at('/registry')));
    const needy = actions.find(({ secrets }) => secrets.length > 0);
    const [name = ''] = needy?.secrets ?? [];
    const listed = async () => expectData(await session.get<{ items: Secret[]; missing: { name: string; usedBy: unknown[] }[] }>(stage.at('/secrets')));
    expect((await listed()).missing).toContainEqual({ name, usedBy: expect.arrayContaining([{ actionId: needy?.actionId, effect: expect.any(Number) }]) });
    const { secretId, usedBy } = expectData(await session.post<Secret>(stage.at('/secrets'), { name, value: 'a value that is long enough' }), 201);
    expect(usedBy.map(({ actionId }) => actionId)).toContain(needy?.actionId);
    expect((await listed()).missing.map((secret) => secret.name)).not.toContain(name);
    expect((await session.delete(stage.at(`/secrets/${secretId}`))).status).toBe(409);
    expect((await session.delete(stage.at(`/secrets/${secretId}?confirmed=yes`))).status).toBe(422);
    expectData(await session.delete(stage.at(`/secrets/${secretId}?confirmed=true`)));
    expect((await listed()).missing.map((secret) => secret.name)).toContain(name);
  });

  it.each([
    ['viewer', 403],
    ['operator', 403],
    ['admin', 200],
  ] as const)('when a %s looks at the secrets, then the answer is %i', async (role, status) => {
    expect((await (await stage.join(role)).session.get(stage.at('/secrets'))).status).toBe(status);
  });

  it.each([
    ['it runs in production without SECRET_KEYS', { NODE_ENV: 'production', SECRET_KEYS: '' }, 'SECRET_KEYS'],
    ['SECRET_KEYS holds another key of the same name', { SECRET_KEYS: `k1:${randomBytes(32).toString('base64')}` }, 'SECRET_KEYS does not hold the key \\"k1\\"'],
    ['SECRET_KEYS holds a key of another name', { SECRET_KEYS: `k9:${randomBytes(32).toString('base64')}` }, 'SECRET_KEYS does not hold the key \\"k1\\"'],
  ])('when %s, then neither process starts, and each says why in one line', async (_when, environment, words) => {
    const beside = await openBeside(await sharedHouse(), environment);
    try {
      for (const room of ['api', 'worker'] as const) {
        expect(await (await beside.start(room)).ended).toBe('code 1');
        const [line = ''] = readFileSync(beside.logFile(room), 'utf8').trim().split('\n').slice(-1);
        expect(line).toContain(words);
      }
    } finally {
      await beside.stop();
    }
  });
});

describe('10.1 Secrets on the command line', () => {
  const [value, next] = [`line one of ${randomBytes(8).toString('hex')}\nline two`, `typed-${randomBytes(8).toString('hex')}`];
  let project: Stage;
  let token: string;
  beforeAll(async () => {
    project = await openStage();
    ({ token } = expectData(await project.admin.session.post<{ token: string }>('/tokens', { name: 'Secrets' }), 201));
  });

  const secret = async (args: string[], given: { input?: string; isTTY?: boolean } = {}) => {
    const answer = await call(['secret', ...args, '--url', project.house.url, '--project', project.projectId], { token, ...given });
    for (const hidden of [value, next, 'line two']) expect(answer.out + answer.errors).not.toContain(hidden);
    return answer;
  };
  const listed = async () => expectData(await project.admin.session.get<{ items: Secret[] }>(project.at('/secrets'))).items;

  it('when a value comes from standard input, then all its lines are kept; when it is typed, then twice; and neither is printed', async () => {
    expect(await secret(['set', 'robot_api'], { input: `${value}\n` })).toMatchObject({ code: 0, out: 'robot_api is kept.\n' });
    expect((await project.admin.session.post(project.at('/turns'), { message: value })).status).toBe(422); // It is whole.
    expect((await secret(['rotate', 'robot_api', '--grace-seconds', '60'], { input: `${next}\n${next}\n`, isTTY: true })).code).toBe(0);
    expect(await listed()).toMatchObject([{ name: 'robot_api', version: 2, previousUntil: expect.any(String) }]);
  });

  it('when the two that are typed differ, nothing is given, or a name is none, then nothing changes', async () => {
    expect((await secret(['rotate', 'robot_api'], { input: `${next}\nother\n`, isTTY: true })).code).toBe(1);
    expect((await secret(['set', 'other_api'], { input: '\n' })).code).toBe(1);
    expect((await secret(['set', 'Other-api'], { input: 'x' })).code).toBe(2);
    expect((await listed()).map(({ name, version }) => ({ name, version }))).toEqual([{ name: 'robot_api', version: 2 }]);
  });

  it('when they are listed, then the missing ones come first; when one is deleted, then it is gone', async () => {
    const { out } = await secret(['list']);
    expect(out.indexOf('missing')).toBeGreaterThan(0);
    expect(out.indexOf('missing')).toBeLessThan(out.indexOf('robot_api'));
    expect((await secret(['delete', 'robot_api'])).code).toBe(0);
    expect(await listed()).toEqual([]);
  });

  it('when the doctor is asked, then it names what the project lacks', async () => {
    const { out } = await call(['doctor', '--json', '--url', project.house.url], { token });
    const { findings } = JSON.parse(out) as { findings: { name: string; verdict: string; advice: string }[] };
    expect(findings).toContainEqual(expect.objectContaining({ name: 'secrets', verdict: 'warn', advice: expect.stringContaining(project.projectId) }));
  });
});
