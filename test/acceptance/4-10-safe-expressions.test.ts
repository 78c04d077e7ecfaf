import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sha256Hex } from '../../platform/digest.ts';
import { readPackFiles } from '../../platform/files.ts';
import { loadCatalog } from '../../registry/load-catalog.ts';
import { services } from '../support/services.ts';
import { openBeside, type Beside } from './beside.ts';
import { openStage } from './stage.ts';

/** A pack with one precondition. */
const packWith = (check: unknown) =>
  JSON.stringify({
    pack: 'hostile',
    components: [{ id: 'hostile.thing', title: 'Thing', stateSchema: { type: 'object' }, initialState: {} }],
    actions: [{ id: 'hostile.thing.do', title: 'Do', targets: ['hostile.thing'], inputSchema: { type: 'object' }, risk: 'low', preconditions: [{ id: 'hostile', description: 'it is hostile', check }] }],
  });

const nested = (depth: number): unknown => (depth === 0 ? true : { '!': nested(depth - 1) });

describe('4.10 Safe expressions', () => {
  let beside: Beside;
  beforeAll(async () => {
    beside = await openBeside((await openStage()).house);
  });
  afterAll(() => beside.stop());

  const hostile = [
    ['reaches for a prototype', { val: ['state', '__proto__', 'polluted'] }],
    ['reaches for a constructor', { val: ['inputs', 'constructor', 'constructor'] }],
    ['calls a method', { method: [{ val: ['state'] }, 'toString', []] }],
    ['evaluates text', { eval: 'process.exit(0)' }],
    ['throws', { throw: 'x' }],
    ['uses var', { var: 'state.x' }],
    ['is deeper than 32', nested(40)],
    ['has more than 1,000 nodes', { and: Array.from({ length: 1_200 }, () => true) }],
  ] as const;

  const writePack = (check: unknown): string => {
    const packs = mkdtempSync(join(services().directory, 'packs-'));
    writeFileSync(join(packs, 'hostile.yaml'), packWith(check));
    return packs;
  };

  it.each(hostile)('when an expression of a pack %s, then the pack is refused as it is loaded', (_what, check) => {
    expect(() => loadCatalog(readPackFiles(writePack(check)), sha256Hex)).toThrow(/hostile\.yaml at \/actions\/0\/preconditions\/0\/check/);
  });

  it('when nothing in the expression is hostile, then the same pack is loaded', () => {
    expect(loadCatalog(readPackFiles(writePack({ '!': { val: ['state', 'hostile.thing', 'locked'] } })), sha256Hex).actions.has('hostile.thing.do')).toBe(true);
  });

  it.each(hostile.slice(0, 1))('when an expression of a pack %s, then the process does not start, and says where it is', async (_what, check) => {
    const packs = writePack(check);
    const from = lines(beside).length;
    const api = await beside.start('api', { PACKS_DIR: packs });
    expect(await api.ended).toBe('code 1');
    const said = lines(beside).slice(from).map((line) => JSON.parse(line) as { level: string; event: string; message: string });
    expect(said.at(-1)).toMatchObject({ level: 'error', event: 'start-failed' });
    expect(said.at(-1)?.message).toContain('hostile.yaml');
    expect(said.at(-1)?.message).toContain('/actions/0/preconditions/0');
  });

  function lines({ logFile }: Beside): string[] {
    try {
      return readFileSync(logFile('api'), 'utf8').split('\n').filter((line) => line !== '');
    } catch {
      return [];
    }
  }
});
