import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Route } from '../../contract/route.ts';
import { routes, type RouteName } from '../../contract/routes.ts';
import { tableDigests } from '../support/table-digests.ts';
import { examples, type Example } from './examples.ts';
import { expectedVerdict, type Verdict, type Who } from './expected-access.ts';
import { gatherPeople, places, type Cast, type Person, type Place } from './people.ts';
import { startApi, type TestApi } from './start-api.ts';

const METRICS_TOKEN = 'a token for metrics';
const ANSWER_WITHIN_MS = 30_000;
const NO_PROJECT = 'There is no such project.';

const table: Record<RouteName, Route> = routes;
const rows: Record<string, Example> = examples;
const names = Object.keys(routes).filter((name): name is RouteName => name in table);
/** These end what others call with. */
const ENDING = ['logout', 'endOtherSessions'];
const isInProject = (name: RouteName) => table[name].path.startsWith('/projects/:projectId');

let api: TestApi;
let cast: Cast;
let before: Record<string, string>;

beforeAll(async () => {
  api = await startApi({ INTENT_WAIT_MS: '1000', METRICS_TOKEN });
  cast = await gatherPeople(api);
  for (const [, { headers }] of cast.people) await fetch(`${api.url}/api/v1/auth/me`, { headers });
  before = await tableDigests(api.front.database.read);
});
afterAll(() => api.stop());

type Answered = { status: number; error?: string; detail?: string };

async function send(name: RouteName, person: Person, { place, body }: { place: Place; body: unknown }): Promise<Answered> {
  const { method, path } = table[name];
  const { params = {}, query = '' } = rows[name] ?? { who: 'anyone' };
  const address = path.replaceAll(/:(\w+)/g, (_all, id: string) => (id === 'projectId' ? cast.projects[place] : (params[id] ?? cast.nowhere)));
  const carries = method !== 'get' && method !== 'delete';
  const answer = await fetch(`${api.url}/api/v1${address}${query}`, {
    method: method.toUpperCase(),
    headers: { ...person.headers, ...(carries ? { 'content-type': 'application/json' } : {}) },
    ...(carries ? { body: JSON.stringify(body ?? {}) } : {}),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  if (answer.headers.get('content-type')?.startsWith('application/problem+json')) return { ...((await answer.json()) as Answered), status: answer.status };
  await answer.body?.cancel(); // A stream of events would not end by itself.
  return { status: answer.status };
}

/** What an answer says of whether the call was let in. */
function verdictOf({ status, error, detail }: Answered): Verdict {
  if (status === 401) return 'unauthenticated';
  if (status === 403) return error === 'password_change_required' ? error : 'forbidden';
  return status === 404 && detail === NO_PROJECT ? 'hidden' : 'let in';
}

function expectedOf(name: RouteName, person: Person, place: Place): Verdict {
  const { who, beforePasswordChange = false, sessionOnly = false } = rows[name] ?? { who: 'anyone' };
  const about = isInProject(name) ? { projectId: cast.projects[place], exists: place !== 'unknown' } : null;
  return expectedVerdict({ ...table[name], who, beforePasswordChange, sessionOnly }, person.standing(place), about);
}

/** Whoever is refused before anybody looks for the project is asked about two alone. */
const placesOf = (name: RouteName, person: Person): readonly Place[] => {
  if (!isInProject(name)) return ['own'];
  if (expectedOf(name, person, 'unknown') !== 'hidden') return ['own', 'unknown'];
  return person.standing('own').token ? ['own', 'other', 'unknown'] : places; // What a project is makes no difference to a token that makes none to its owner.
};

/** Makes one route's calls of everybody in every place for which that is expected, and answers what they came to, beside what they should. */
async function compare(name: RouteName, isMeant: (expected: Verdict) => boolean, body: unknown) {
  const calls = [...cast.people].flatMap(([who, person]) => placesOf(name, person).map((place) => ({ who, person, place, expected: expectedOf(name, person, place) })));
  const meant = calls.filter(({ expected }) => isMeant(expected));
  const answers = await Promise.all(meant.map(({ person, place }) => send(name, person, { place, body })));
  const line = ({ who, place }: (typeof meant)[number], verdict: Verdict) => `${who}, ${place}: ${verdict}`;
  return {
    was: meant.map((call, index) => line(call, verdictOf(answers[index] ?? { status: 0 }))),
    is: meant.map((call) => line(call, call.expected)),
    statuses: answers.map(({ status }) => status),
  };
}

const ACCESS: Record<Who, Pick<Route, 'access' | 'systemAdmin'>> = {
  anyone: { access: 'anyone' },
  any: { access: 'user' },
  V: { access: 'viewer' },
  O: { access: 'operator' },
  A: { access: 'admin' },
  S: { access: 'system-admin' },
  'A or S': { access: 'admin', systemAdmin: true },
  member: { access: 'member' },
};

describe('the contract', () => {
  it.each(names)('when it names who may call %s, then it says what the table of endpoints says', (name) => {
    const { access, systemAdmin } = table[name];
    expect({ access, ...(systemAdmin ? { systemAdmin } : {}) }).toEqual(rows[name] && ACCESS[rows[name].who]);
  });
});

describe('every route, for whoever may not call it', () => {
  it.each(names)('when %s is called with a body that it takes, then each is refused as he has to be', async (name) => {
    const { was, is } = await compare(name, (expected) => expected !== 'let in', rows[name]?.body);
    expect(was).toEqual(is);
  });

  it('when all of that was refused, then nothing in the house has changed', async () => {
    expect(await tableDigests(api.front.database.read)).toEqual(before);
  });
});

describe('every route, while it cannot be known who calls', () => {
  const tables = ['login_session', 'access_token', 'membership'] as const;

  it.each(tables)('when %s cannot be read, then every call that depends on it fails, and none is let in', async (broken) => {
    const rename = { login_session: ['login_session', 'gone'], access_token: ['access_token', 'gone'], membership: ['membership', 'gone'] } as const;
    const [from, to] = rename[broken];
    const caller = cast.people.get(broken === 'access_token' ? "an admin's token" : 'an admin')!;
    await api.front.database.read(`alter table ${from} rename to ${to}`);
    try {
      const asked = names.filter((name) => rows[name]?.who !== 'anyone' && (broken !== 'membership' || isInProject(name)));
      const answers = await Promise.all(asked.map((name) => send(name, caller, { place: 'own', body: rows[name]?.body })));
      expect(answers.map(({ status }, index) => [asked[index], status])).toEqual(asked.map((name) => [name, 500]));
    } finally {
      await api.front.database.read(`alter table ${to} rename to ${from}`);
    }
    expect(await tableDigests(api.front.database.read)).toEqual(before);
  });
});

describe('every route, for whoever may call it', () => {
  it.each(names.filter((name) => !ENDING.includes(name)))('when %s is called with a body that no schema takes, then each is let in', async (name) => {
    const { was, is, statuses } = await compare(name, (expected) => expected === 'let in', { unknownName: 1 });
    expect(was).toEqual(is);
    expect(statuses.filter((status) => status >= 500 && status !== 503)).toEqual([]); // Nobody carries out here what passes without a body.
  });
});

describe('what stands beside the contract', () => {
  type Row = readonly [method: string, path: string, body: string | undefined, statusOf: (who: string, standing: ReturnType<Person['standing']>) => number];
  const open: Row[] = ['/health', '/openapi.json', '/api/v1/openapi.json', '/docs/'].map((path) => ['GET', path, undefined, () => 200]);
  const judged: Row[] = [
    ['GET', '/ready', undefined, () => 503], // No worker polls here.
    ['GET', '/metrics', undefined, () => 401],
    ['GET', '/api/v1/auth/link/made-up', undefined, () => 404],
    ['POST', '/api/v1/auth/link/made-up', '', () => 404],
    ['GET', '/api/v1/nowhere', undefined, () => 404],
    [
      'POST',
      '/codec/decode',
      '{"payloads":[]}',
      (_who, standing) => ({ 'let in': 200, unauthenticated: 401, forbidden: 403, password_change_required: 403, hidden: 404 })[expectedVerdict({ method: 'post', who: 'S', beforePasswordChange: false, sessionOnly: false }, standing, null)],
    ],
  ];

  it.each([...open, ...judged])('when %s %s is called by anybody, then each gets what he may', async (method, path, body, statusOf) => {
    const people = [...cast.people];
    const statuses = await Promise.all(
      people.map(async ([who, { headers }]) => {
        const answer = await fetch(`${api.url}${path}`, { method, headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body }) });
        await answer.body?.cancel();
        return `${who}: ${answer.status}`;
      }),
    );
    expect(statuses).toEqual(people.map(([who, { standing }]) => `${who}: ${statusOf(who, standing('own'))}`));
  });

  it('when the metrics token is shown, then the metrics are read, and by a session never', async () => {
    expect((await fetch(`${api.url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } })).status).toBe(200);
  });
});
