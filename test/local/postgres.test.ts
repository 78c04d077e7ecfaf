import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startPostgres, type Postgres } from '../../local/postgres.ts';
import { clearLeftover } from '../../local/postgres-leftover.ts';
import { identityOf } from '../../local/process-identity.ts';

let home: string;
let running: Postgres | null = null;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'postgres-')); // Only its owner may pass it, like a private home.
});
afterEach(async () => {
  await running?.child.stop({ withinMs: 5000 });
  running = null;
  rmSync(home, { recursive: true, force: true });
});

async function start(): Promise<Postgres> {
  running = await startPostgres({ directory: join(home, 'postgres'), password: 'a secret', logFile: join(home, 'log'), settings: { fsync: 'off' } });
  return running;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe('the embedded Postgres', () => {
  it('when it stops and starts again, then it keeps its data', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.child.stop({ withinMs: 5000 });
    expect(identityOf(first.child.pid)).toBeNull();
    expect(await query((await start()).url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('when a killed start left it running, then the next start takes its data over', async () => {
    const orphan = await start();
    await query(orphan.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const next = await start();
    expect(identityOf(orphan.child.pid)).toBeNull();
    expect(await query(next.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('when it was killed itself, then the next start recovers what was committed', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    process.kill(first.child.pid, 'SIGKILL');
    await first.child.ended;
    expect(await query((await start()).url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('when somebody has no password, then he is refused', async () => {
    const { url } = await start();
    await expect(query(url.replace('a%20secret', 'wrong'), 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  });

  it('when it speaks, then on 127.0.0.1 alone', async () => {
    const { url } = await start();
    expect(await query(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await query(url, 'SHOW unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
    expect(statSync(join(home, 'postgres')).mode & 0o077).toBe(0);
  });

  it('when the folder holds another major version, then one sentence says so', async () => {
    mkdirSync(join(home, 'postgres'));
    writeFileSync(join(home, 'postgres', 'PG_VERSION'), '16\n');
    await expect(start()).rejects.toThrow(/holds data of Postgres 16, and this release runs Postgres 18/);
  });

  it('when an earlier start was killed while it made the folder, then the next one makes it anew', async () => {
    mkdirSync(join(home, 'postgres.new', 'base'), { recursive: true });
    expect(await query((await start()).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(existsSync(join(home, 'postgres.new'))).toBe(false);
  });
});

describe('a pid file that was left behind', () => {
  const write = (pid: number) => writeFileSync(join(home, 'postmaster.pid'), `${pid}\n${home}\n0\n5432\n\n127.0.0.1\n\nready\n`);

  it('when its process is gone, then it stays, so that Postgres itself looks for sessions of the dead server', async () => {
    write(2 ** 22 - 1);
    await clearLeftover(home);
    expect(existsSync(join(home, 'postmaster.pid'))).toBe(true);
  });

  it('when its number belongs to another program now, then it is removed and the program lives on', async () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    await new Promise((resolve) => stranger.once('spawn', resolve));
    try {
      write(stranger.pid!);
      await clearLeftover(home);
      expect(existsSync(join(home, 'postmaster.pid'))).toBe(false);
      expect(identityOf(stranger.pid!)).not.toBeNull();
    } finally {
      stranger.kill('SIGKILL');
    }
  });
});
