import { execFile } from 'node:child_process';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { placeOf } from '../../temporal/place-of.ts';
import { sharedHouse, type HouseFacts } from '../support/house.ts';
import { root, services } from '../support/services.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { openBeside, startApi, type Beside } from './beside.ts';
import { openSql } from './sql.ts';

const CHANGES_WITHIN_MS = 20_000;

type Ready = { status: number; body: { error?: string; detail?: string; checks?: Record<string, { ok: boolean; detail?: string }>; data?: { status: string; release: string; checks: Record<string, { ok: boolean; detail?: string }> } } };

describe('12.2 Health and readiness', () => {
  let house: HouseFacts;
  let beside: Beside;
  let database: TestDatabase;
  beforeAll(async () => {
    house = await sharedHouse();
  });

  const health = async (url: string) => (await fetch(`${url}/health`)).status;
  async function ready(url: string): Promise<Ready> {
    const answer = await fetch(`${url}/ready`);
    return { status: answer.status, body: (await answer.json()) as Ready['body'] };
  }

  /** Looks until a check says that, because a look is shared for a second; answers what was said then. */
  const readyOnce = (url: string, check: string, ok: boolean) => readyUntil(url, ({ body }) => (body.checks ?? body.data?.checks)?.[check]?.ok === ok);

  async function readyUntil(url: string, isSo: (answer: Ready) => boolean): Promise<Ready> {
    const until = Date.now() + CHANGES_WITHIN_MS;
    for (;;) {
      const answer = await ready(url);
      if (isSo(answer) || Date.now() > until) return answer;
      await sleep(200);
    }
  }

  async function doctor(url: string): Promise<{ code: number; text: string }> {
    const options = { env: { PATH: process.env['PATH'], GATEHOUSE_HOME: house.directory, XDG_CONFIG_HOME: house.directory } };
    return promisify(execFile)(process.execPath, [join(root, 'cli', 'main.ts'), 'doctor', '--url', url], options).then(
      ({ stdout }) => ({ code: 0, text: stdout }),
      (error: { code: number; stdout: string }) => ({ code: error.code, text: error.stdout }),
    );
  }

  it('when everything is there, then both answer 200 without a credential', async () => {
    expect(await health(house.url)).toBe(200);
    const { status, body } = await ready(house.url);
    expect({ status, ...body.data }).toMatchObject({ status: 'ready' });
    expect(status).toBe(200);
    const checks = body.data?.checks ?? {};
    expect(Object.keys(checks)).toEqual(expect.arrayContaining(['postgres', 'migrations', 'temporal', 'worker', 'registry', 'keys']));
    expect(Object.values(checks).every(({ ok }) => ok)).toBe(true);
  });

  it('when everything is there, then the doctor has nothing to complain of', async () => {
    const { code, text } = await doctor(house.url);
    expect({ code, text }).toEqual({ code: 0, text: expect.not.stringMatching(/^(warn|fail)/m) });
  });

  describe('when something is missing', () => {
    let temporal: Relay;
    beforeAll(async () => {
      database = await createTestDatabase();
      temporal = await openRelay(services().temporalAddress);
      beside = await openBeside(house, { DATABASE_URL: database.url, TEMPORAL_ADDRESS: temporal.address, TASK_QUEUE: 'nobody-polls' });
      await startApi(beside);
    });
    afterAll(async () => {
      await beside.stop();
      await temporal.close();
      await database.drop();
    });

    it('when no worker polls, then the process lives and is not ready, and says so', async () => {
      expect(await health(beside.url)).toBe(200);
      expect(await ready(beside.url)).toMatchObject({ status: 503, body: { error: 'unavailable', detail: 'Not ready: worker, registry.', checks: { worker: { ok: false }, registry: { ok: false }, postgres: { ok: true }, temporal: { ok: true } } } });
    });

    it.each([
      ['a migration is missing', 'migrations', "delete from migration where name = '0001-initial'", "insert into migration (name) values ('0001-initial')", 'The database lacks the migrations 0001-initial.'],
      ['another key has sealed something', 'keys', "insert into key_canary (key_id, sealed, created_at) values ('lost', '\\x00', now())", "delete from key_canary where key_id = 'lost'", 'SECRET_KEYS does not hold the key "lost" with which this installation has sealed its data.'],
    ])('when %s, then readiness names it until it is there again', async (_when, check, spoil, mend, detail) => {
      const sql = await openSql(database.url);
      try {
        await sql.rows(spoil);
        expect(await readyOnce(beside.url, check, false)).toMatchObject({ status: 503, body: { detail: `Not ready: ${check}, worker, registry.`, checks: { [check]: { ok: false, detail } } } });
        await sql.rows(mend);
        expect(await readyOnce(beside.url, check, true)).toMatchObject({ body: { checks: { [check]: { ok: true } } } });
      } finally {
        await sql.close();
      }
    });

    it('when a worker runs another registry, then readiness says which, until it has gone', async () => {
      const sql = await openSql(database.url);
      try {
        await sql.rows('insert into worker_presence (worker_id, place, catalog_digest, seen_at) values ($1, $2, $3, now())', ['w1', placeOf({ namespace: house.namespace, taskQueue: 'nobody-polls' }), 'f00d'.repeat(16)]);
        const answer = await readyUntil(beside.url, ({ body }) => body.checks?.['registry']?.detail?.startsWith('A worker runs') === true);
        expect(answer).toMatchObject({ status: 503, body: { checks: { registry: { ok: false, detail: expect.stringMatching(/^A worker runs the registry f00df00df00d, and this process [0-9a-f]{12}; expected the same packs in both\.$/) } } } });
        await sql.rows('delete from worker_presence');
      } finally {
        await sql.close();
      }
    });

    it('when the doctor looks, then each line says how it is and what to do, and it ends with 1', async () => {
      const { code, text } = await doctor(beside.url);
      expect(code).toBe(1);
      expect(text).toMatch(/^ok {4}node: \d+/m);
      expect(text).toMatch(/^ok {4}postgres: ok$/m);
      expect(text).toMatch(/^fail {2}worker: No worker polls the task queue nobody-polls\.\n {6}Start a worker with /m);
      expect(text).toMatch(/^ok {4}searchAttributes: ok$/m);
    });

    it('when nobody answers there, then the doctor says so, and ends with 1', async () => {
      const { code, text } = await doctor('http://127.0.0.1:9');
      expect({ code, text }).toEqual({ code: 1, text: expect.stringMatching(/^fail {2}api: http:\/\/127\.0\.0\.1:9 cannot be reached: .+\n {6}Start the api/m) });
    });

    it('when Temporal goes away and comes back, then readiness says so, and the process lives on', async () => {
      temporal.cut();
      expect(await readyOnce(beside.url, 'temporal', false)).toMatchObject({ status: 503, body: { checks: { temporal: { ok: false }, postgres: { ok: true } } } });
      expect(await health(beside.url)).toBe(200);
      temporal.mend();
      expect(await readyOnce(beside.url, 'temporal', true)).toMatchObject({ body: { checks: { temporal: { ok: true } } } });
    });

    it('when Postgres goes away and comes back, then readiness says so, and the process lives on', async () => {
      const postgres = await openSql(services().postgresUrl);
      try {
        await postgres.rows(`alter database ${database.name} with allow_connections false`);
        await postgres.rows('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [database.name]);
        const down = await readyOnce(beside.url, 'postgres', false);
        expect(down).toMatchObject({ status: 503, body: { checks: { postgres: { ok: false }, temporal: { ok: true } } } });
        expect(JSON.stringify(down.body)).not.toMatch(/select|postgres:\/\//i);
        expect(await health(beside.url)).toBe(200);
        await postgres.rows(`alter database ${database.name} with allow_connections true`);
      } finally {
        await postgres.close();
      }
      expect(await readyOnce(beside.url, 'postgres', true)).toMatchObject({ body: { checks: { postgres: { ok: true } } } });
    });
  });
});

type Relay = { address: string; cut: () => void; mend: () => void; close: () => Promise<void> };

/** Passes connections on to an address, until it is cut. */
async function openRelay(target: string): Promise<Relay> {
  const [host = '', port = ''] = target.split(':');
  const open = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return near.destroy();
    const far = connect({ host, port: Number(port) });
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => [near, far].forEach((end) => open.delete(end) && end.destroy()));
    }
    near.pipe(far).pipe(near);
    return near;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: own } = server.address() as AddressInfo;
  const cut = () => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  return {
    address: `127.0.0.1:${own}`,
    cut,
    mend: () => {
      isCut = false;
    },
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
