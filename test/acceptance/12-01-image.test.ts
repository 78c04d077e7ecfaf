import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { sharedHouse } from '../support/house.ts';
import { root } from '../support/services.ts';
import { openBeside } from './beside.ts';

const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** What the image runs to learn whether it is healthy, as its list of words. */
const healthCheck = (): string[] => JSON.parse(/^\s*CMD (\[.*fetch.*\])$/m.exec(read('Dockerfile'))?.[1] ?? '[]') as string[];

const exitOf = (words: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> =>
  promisify(execFile)(process.execPath, words.slice(1), { env: { PATH: process.env['PATH'], ...environment } }).then(
    () => 0,
    (error: { code: number }) => error.code,
  );

describe('12.1 Image and compose file', () => {
  it('when the health check of the image runs beside a Gatehouse, then it ends with 0, and with 1 where nobody answers', async () => {
    const house = await sharedHouse();
    expect(await exitOf(healthCheck(), { PORT: new URL(house.url).port })).toBe(0);
    const nobody = await openBeside(house);
    expect(await exitOf(healthCheck(), { PORT: new URL(nobody.url).port })).toBe(1);
    await nobody.stop();
  });

  it('when the image starts without its secrets, then the api ends at once and names what is missing', async () => {
    const beside = await openBeside(await sharedHouse(), { NODE_ENV: 'production', SECRET_KEYS: '' });
    try {
      const api = await beside.start('api');
      expect(await api.ended).toBe('code 1');
      expect(readFileSync(beside.logFile('api'), 'utf8')).toContain('SECRET_KEYS is not set');
    } finally {
      await beside.stop();
    }
  });

  it('when the compose file is read, then it has everything, and nothing of ours runs as root', () => {
    const { services } = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, unknown> };
    expect(Object.keys(services)).toEqual(expect.arrayContaining(['postgres', 'temporal', 'temporal-web', 'migrate', 'api', 'worker']));
    expect(read('Dockerfile')).toMatch(/^USER 1000:1000$/m);
  });
});
