import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { sharedHouse } from '../support/house.ts';
import { openBeside, startApi } from './beside.ts';

const healthOf = async (url: string): Promise<number | string> => fetch(`${url}/health`).then(({ status }) => status, () => 'nobody answers');

/** An address of this computer that others could reach it by, where it has one. */
const outer = Object.values(networkInterfaces()).flatMap((list = []) => list).find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

describe('13.6 HOST and PORT', () => {
  it.each([
    ['0.0.0.0', 200],
    ['127.0.0.1', 'nobody answers'],
  ])('when HOST is %s, then the port of PORT is open there and nowhere else', async (host, fromOutside) => {
    const beside = await openBeside(await sharedHouse(), { HOST: host });
    try {
      await startApi(beside);
      expect(await healthOf(beside.url)).toBe(200);
      if (outer !== undefined) expect(await healthOf(`http://${outer}:${new URL(beside.url).port}`)).toBe(fromOutside);
    } finally {
      await beside.stop();
    }
  });

  it.each([
    ['PORT', '80a', 'a whole number from 0 to 65535'],
    ['HOST', '999.1.1.1', 'an IP address or a host name'],
  ])('when %s is %j, then the start stops with its name and what was expected', async (name, value, expected) => {
    const beside = await openBeside(await sharedHouse());
    try {
      expect(await (await beside.start('api', { [name]: value })).ended).toBe('code 1');
      const [line = ''] = readFileSync(beside.logFile('api'), 'utf8').trim().split('\n').slice(-1);
      expect(line).toContain(name);
      expect(line).toContain(expected);
    } finally {
      await beside.stop();
    }
  });
});
