import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sharedHouse, type HouseFacts } from '../support/house.ts';
import { services } from '../support/services.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { openBeside, startApi, type Beside } from './beside.ts';
import { openSql } from './sql.ts';

const CHANGES_WITHIN_MS = 20_000;

type Ready = { status: number; body: { error?: string; detail?: string; checks?: Record<string, { ok: boolean }>; data?: { status: string; checks: Record<string, { ok: boolean }> } } };

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
  async function readyOnce(url: string, check: string, ok: boolean): Promise<Ready> {
    const until = Date.now() + CHANGES_WITHIN_MS;
    for (;;) {
      const answer = await ready(url);
      const checks = answer.body.checks ?? answer.body.data?.checks;
      if (checks?.[check]?.ok === ok || Date.now() > until) return answer;
      await sleep(200);
    }
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
