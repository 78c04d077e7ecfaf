import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { isFree, rememberedPort } from '../../local/free-port.ts';
import { openHome } from '../../local/home.ts';
import { localAddress } from '../../platform/local-address.ts';
import { letPass } from '../../local/postgres-account.ts';
import { secretFile } from '../../local/secret-file.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'home-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('a secret file', () => {
  it('when there is none, then it is made for its owner alone, and never again', () => {
    const path = join(directory, 'secret-keys');
    const first = secretFile(path, (random) => `k1:${random.toString('base64')}`);
    expect(first).toMatch(/^k1:[A-Za-z0-9+/]{43}=$/);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(secretFile(path, () => 'another')).toBe(first);
  });

  it('when it was opened to others, then it is closed again, and that is said', () => {
    const path = join(directory, 'secret-keys');
    writeFileSync(path, 'k1:abc\n', { mode: 0o644 });
    const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      expect(secretFile(path, () => 'another')).toBe('k1:abc');
      expect(said).toHaveBeenCalledWith(expect.stringContaining(`${path} was open to others (mode 644)`));
    } finally {
      said.mockRestore();
    }
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});

describe('the home', () => {
  it('when there is none, then it is made for its owner alone; one that is there keeps its mode', () => {
    const made = join(directory, 'new', 'home');
    openHome(made);
    expect(statSync(made).mode & 0o777).toBe(0o700);
    mkdirSync(join(directory, 'mine'), { mode: 0o750 });
    openHome(join(directory, 'mine'));
    expect(statSync(join(directory, 'mine')).mode & 0o777).toBe(0o750);
  });

  it("when it is root's, then the account of Postgres may pass and look at nothing; anybody else's stays closed", () => {
    const { gid } = statSync(directory);
    letPass(directory, { uid: 12_345, gid: 12_345 });
    const after = statSync(directory);
    expect({ gid: after.gid, mode: after.mode & 0o777 }).toEqual(process.getuid?.() === 0 ? { gid: 12_345, mode: 0o710 } : { gid, mode: 0o700 });
  });
});

describe('a remembered port', () => {
  it('when it is free, then it is the same each time', async () => {
    const file = join(directory, 'port');
    const port = await rememberedPort({ file });
    expect(await rememberedPort({ file })).toBe(port);
    expect(readFileSync(file, 'utf8')).toBe(`${port}\n`);
  });

  it('when another program took it, then another one is chosen and remembered', async () => {
    const file = join(directory, 'port');
    const port = await rememberedPort({ file });
    const other = createServer().listen({ host: '127.0.0.1', port });
    await new Promise((resolve) => other.once('listening', resolve));
    try {
      expect(await isFree('127.0.0.1', port)).toBe(false);
      const next = await rememberedPort({ file });
      expect(next).not.toBe(port);
      expect(readFileSync(file, 'utf8')).toBe(`${next}\n`);
    } finally {
      other.close();
    }
  });

  it.each(['', 'x', '-1', '70000', '1.5'])('when the file holds %j, then it counts for nothing', async (text) => {
    const file = join(directory, 'port');
    writeFileSync(file, text);
    expect(await rememberedPort({ file })).toBeGreaterThan(1023);
  });
});

it.each([
  ['127.0.0.1', 'http://127.0.0.1:8080'],
  ['0.0.0.0', 'http://127.0.0.1:8080'],
  ['::', 'http://127.0.0.1:8080'],
  ['::1', 'http://[::1]:8080'],
  ['ops.example', 'http://ops.example:8080'],
])('when the api listens on %s, then it is reached at %s', (host, address) => {
  expect(localAddress({ host, port: 8080 })).toBe(address);
});
