import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { call } from './call.ts';

const directory = mkdtempSync(join(tmpdir(), 'gatehouse-cli-files-'));
const file = (name: string, text: string): string => {
  writeFileSync(join(directory, name), text);
  return join(directory, name);
};

const PACK = `
pack: lamp
components:
  - {id: lamp, title: Lamp, stateSchema: {type: object}, initialState: {on: false}}
actions:
  - id: lamp.light
    version: 1
    title: Light the lamp
    description: Lights the lamp.
    examples: []
    targets: [lamp]
    inputSchema: {type: object}
    risk: low
    cost: 1
    changes: [{path: [lamp, on], value: true}]
`;

describe('a command line', () => {
  it.each([
    ['a command does not exist', ['runn'], 'unknown command'],
    ['an argument is missing', ['why'], 'missing required argument'],
    ['an option does not exist', ['state', '--whence'], 'unknown option'],
    ['a number is out of bounds', ['executions', '--limit', '0'], 'Expected a whole number'],
    ['an address is none', ['state', '--url', 'nowhere'], 'is no address'],
    ['nobody is logged in', ['state', '--project', 'x'], "run 'gatehouse login'"],
    ['no project is named', ['state', '--token', 'x'], 'Which project?'],
    ['a name is missing where nobody can be asked', ['login', '--password'], '--username'],
    ['a plan is to run and to be simulated', ['plan', '-', '--run', '--simulate'], 'cannot be used with'],
  ])('when %s, then it says so and exits with 2', async (_when, args, sentence) => {
    const { code, errors, out } = await call(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(errors).toContain(sentence);
  });

  it('when nobody answers at the address, then one sentence says so and it exits with 1', async () => {
    const { code, errors } = await call(['state', '--token', 'x', '--project', 'x', '--url', 'http://127.0.0.1:65533']);
    expect(code).toBe(1);
    expect(errors).toMatch(/^http:\/\/127\.0\.0\.1:65533 cannot be reached: .+\n$/);
  });

  it('when help is asked for, then it exits with 0', async () => {
    expect(await call(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('simulate') });
  });

  it.each(['bash', 'zsh', 'fish'])('when completions for %s are asked for, then they know every command', async (name) => {
    const { code, out } = await call(['completion', name]);
    expect(code).toBe(0);
    for (const word of ['simulate', 'executions', 'password-reset', 'request-id']) expect(out).toContain(word);
  });
});

describe('pack validate', () => {
  it('when a pack is right, then it exits with 0', async () => {
    expect(await call(['pack', 'validate', file('lamp.yaml', PACK)])).toMatchObject({ code: 0, out: expect.stringContaining('valid') });
  });

  it.each([
    ['a key is unknown', `${PACK}extra: 1\n`, '', 'extra'],
    ['a target does not exist', PACK.replace('targets: [lamp]', 'targets: [lantern]'), '/actions/0', 'targets'],
    ['an expression has an unknown operator', PACK.replace('value: true', 'value: {"shout": 1}, if: 1'), '/actions/0', ''],
    ['it is no YAML', 'a: [', '', ''],
  ])('when %s, then it exits with 1 and says where', async (_when, text, place, word) => {
    const { code, out } = await call(['pack', 'validate', file('bad.yaml', text), '--json']);
    const { valid, issues } = JSON.parse(out) as { valid: boolean; issues: { file: string; path: string; message: string }[] };
    expect({ code, valid }).toEqual({ code: 1, valid: false });
    expect(issues[0]?.path).toContain(place);
    expect(issues[0]?.message).toContain(word);
  });

  it('when a file is missing, then it exits with 1', async () => {
    expect(await call(['pack', 'validate', join(directory, 'nothing.yaml')])).toMatchObject({ code: 1, errors: expect.stringContaining('nothing.yaml') });
  });
});

describe('policy validate', () => {
  it.each([
    ['it is right', 'limits: {budget: {daily: 5}}', 0, 'valid'],
    ['a key is unknown', 'limits: {budgets: {daily: 5}}', 1, 'budgets'],
    ['a limit is negative', 'limits: {budget: {daily: -5}}', 1, 'at /limits/budget/daily'],
  ])('when %s, then it says so', async (_when, input, code, word) => {
    expect(await call(['policy', 'validate', '-'], { input })).toMatchObject({ code, out: expect.stringContaining(word) });
  });
});
