import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Approval } from '../../contract/approval.ts';
import type { Route } from '../../contract/route.ts';
import { routes } from '../../contract/routes.ts';
import type { CreatedToken } from '../../contract/token.ts';
import { examples, type Example } from '../api/examples.ts';
import { caller, expectData, type Answer, type Caller } from '../support/http.ts';
import { attachment, storedAs } from '../support/media.ts';
import { seeded, type Random } from '../support/random.ts';
import { tableDigests } from '../support/table-digests.ts';
import { HOLD_INCREMENTS, openApprovals } from './approvals-stage.ts';
import { openSql, type Sql } from './sql.ts';
import { openStage, type Stage } from './stage.ts';

const CALLS = 300;
const AT_ONCE = 10;
const SEEDS = [1, 20_261_123];
const REFUSED = [401, 403, 404, 422];

/** Looks at records by itself, now and then. */
const BY_THE_SWEEP = ['integrity_check'];

type Ids = Record<string, string>;
type Shot = { method: Route['method']; path: string; body: unknown };

const rows: Record<string, Example> = examples;
const inProject = Object.entries<Route>(routes).filter(([name, { path }]) => path.startsWith('/projects/:projectId') && name !== 'streamEvents');
const namesOf = (path: string) => [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);

/** Ids that say something in every project. */
const EVERYWHERE = ['projectId', 'userId', 'key', 'version'];

/** Routes that name something within a project, by an id that nobody chooses. */
const pointing = (ids: Ids) => inProject.filter(([, { path }]) => namesOf(path).some((name) => !EVERYWHERE.includes(name) && name in ids));

const step = { actionId: 'demo.counter.set', inputs: { value: 7 } };

/** One of everything that a project can hold, and the ids of it. */
async function fill(): Promise<{ stage: Stage; ids: Ids }> {
  const stage = await openApprovals({ ...HOLD_INCREMENTS });
  const { session } = stage.admin;
  const made = async <T>(path: string, body: unknown, status?: number): Promise<T> => expectData(await session.post<T>(stage.at(path), body), status);
  const media = attachment('text/plain', { content: Buffer.from('Seen by members alone.') });
  const { turnId, sessionId } = await made<Ids>('/turns', { message: 'set the counter to 7', media: [media] }, 202) as { turnId: string; sessionId: string };
  await session.get(stage.at(`/turns/${turnId}?waitSeconds=25`));
  const { executionId } = await stage.admin.run(step);
  const approval: Approval = await stage.ask();
  const { planId } = await made<{ planId: string }>('/plans', { steps: [step] });
  const { forkId } = await made<{ forkId: string }>('/forks', {}, 201);
  const { backtestId } = await made<{ backtestId: string }>('/policy/backtest', { policy: {} }, 202);
  const { secretId } = await made<{ secretId: string }>('/secrets', { name: 'plant_api', value: 'a value that nobody sees' }, 201);
  await stage.admin.run({ actionId: 'memory.remember', inputs: { key: 'site', value: 'Hamburg' } });
  for (let looks = 0; looks < 100 && (await session.get<{ status: string }>(stage.at(`/policy/backtest/${backtestId}`))).body.data.status !== 'done'; looks += 1) await new Promise((again) => setTimeout(again, 100));
  const ids = { projectId: stage.projectId, turnId, sessionId, executionId: String(executionId), approvalId: approval.approvalId, planId, forkId, backtestId, secretId, sha256: storedAs(media).sha256, userId: stage.admin.userId, key: 'site', version: '1' };
  return { stage, ids };
}

/** Ids of the same form that name nothing. */
const strangersOf = (ids: Ids): Ids => Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, name === 'sha256' ? randomUUID().replaceAll('-', '').repeat(2) : ['key', 'version'].includes(name) ? id : randomUUID()]));

const pathOf = (path: string, ids: Ids) => path.replaceAll(/:(\w+)/g, (_all, name: string) => ids[name] ?? 'none');

/** What an answer says, with every id that was sent taken out of it. */
function sayingOf({ status, body }: Answer<unknown>, ids: Ids): string {
  const { requestId: _requestId, ...said } = body;
  return Object.values(ids).filter((id) => id.length > 8).reduce((text, id) => text.replaceAll(id, '…'), JSON.stringify({ status, ...said }));
}

describe('9.2 Whoever does not belong to a project', () => {
  let sql: Sql;
  let ids: Ids;
  let own: Stage;
  let callers: Caller[];
  let before: Record<string, string>;
  beforeAll(async () => {
    const { stage, ids: filled } = await fill();
    ids = filled;
    own = await openStage();
    const outsider = await own.join('admin'); // An admin, where it is his.
    const { token } = expectData(await outsider.session.post<CreatedToken>('/tokens', { name: 'His own' }), 201);
    callers = [outsider.session, caller(own.house.url, { authorization: `Bearer ${token}` })];
    sql = await openSql(stage.house.databaseUrl);
    before = await tableDigests(sql.rows, { projectId: ids['projectId']!, without: BY_THE_SWEEP });
  });
  afterAll(() => sql.close());

  const digest = () => tableDigests(sql.rows, { projectId: ids['projectId']!, without: BY_THE_SWEEP });

  /** Makes the same call with ids that are there and with ids that are not, and answers what both said. */
  async function both(random: Random, shoot: (ids: Ids) => Shot): Promise<{ call: string; told: string; otherwise: string; status: number }> {
    const who = random.pick(callers);
    const strange = strangersOf(ids);
    const [real, made] = [shoot(ids), shoot(strange)];
    const [told, otherwise] = await Promise.all([who[real.method](real.path, real.body), who[made.method](made.path, made.body)]);
    return { call: `${real.method} ${real.path}`, told: sayingOf(told, ids), otherwise: sayingOf(otherwise, strange), status: told.status };
  }

  it.each(SEEDS)('when he calls anything with ids that he has seen (seed %i), then he is told what is told of ids that do not exist, and nothing changes', async (seed) => {
    const random = seeded(seed);
    const found = pointing(ids);
    expect(found.length).toBeGreaterThan(15);
    const one = async () => {
      const throughHisOwn = random.below(2) === 0;
      const [name, { method, path }] = random.pick(throughHisOwn ? found : inProject);
      const { body, query = '' } = rows[name] ?? { who: 'anyone' as const };
      const { call, told, otherwise, status } = await both(random, (some) => ({
        method,
        path: pathOf(path, throughHisOwn ? { ...some, projectId: own.projectId } : some) + query,
        body: method === 'get' || method === 'delete' ? undefined : body,
      }));
      expect({ call, told }).toEqual({ call, told: otherwise });
      expect({ call, isRefused: REFUSED.includes(status) }).toEqual({ call, isRefused: true });
    };
    for (let calls = 0; calls < CALLS; calls += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, one));
    expect(await digest()).toEqual(before);
  });

  it.each<[string, (some: Ids) => Shot]>([
    ['a message into a foreign conversation', ({ sessionId }) => ({ method: 'post', path: own.at('/turns'), body: { message: 'hello', sessionId } })],
    ['a plan in place of a foreign draft', ({ planId }) => ({ method: 'post', path: own.at('/plans'), body: { steps: [step], replaces: planId } })],
    ['a search for a foreign execution', ({ executionId }) => ({ method: 'get', path: own.at(`/executions?requestId=${executionId}`), body: undefined })],
    ['a search for foreign people', ({ userId }) => ({ method: 'get', path: own.at(`/executions?user=${userId}`), body: undefined })],
    ['the state at a foreign request', ({ executionId }) => ({ method: 'get', path: own.at(`/state?requestId=${executionId}`), body: undefined })],
    ['a foreign person', ({ userId }) => ({ method: 'get', path: `/users/${userId}`, body: undefined })],
    ['the sessions of a foreign person', ({ userId }) => ({ method: 'get', path: `/users/${userId}/sessions`, body: undefined })],
    ['the tokens of a foreign person', ({ userId }) => ({ method: 'get', path: `/tokens?userId=${userId}`, body: undefined })],
    ['a foreign project in the audit of all', ({ projectId }) => ({ method: 'get', path: `/org/audit?project=${projectId}`, body: undefined })],
    ['a token for a foreign project', ({ projectId }) => ({ method: 'post', path: '/tokens', body: { name: '', scopes: { projects: [projectId] } } })],
  ])('when he names what is not his through his own project or none (%s), then it is as if it were not there', async (_what, shoot) => {
    const { told, otherwise } = await both(seeded(3), shoot);
    expect(told).toBe(otherwise);
    expect(await digest()).toEqual(before);
  });

  it('when he asks for what is his, then nothing of the other project is in it', async () => {
    const seen = await Promise.all(['/projects?limit=200', '/approvals?limit=200', '/auth/me', '/tokens'].map((path) => callers[0]!.get(path)));
    const text = JSON.stringify(seen.map(({ body }) => body));
    expect(Object.entries(ids).filter(([name, id]) => !['userId', 'key', 'version'].includes(name) && text.includes(id))).toEqual([]);
  });
});
