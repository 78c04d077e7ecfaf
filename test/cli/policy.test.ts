import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { RELEASED_POLICIES } from '../../platform/policy-files.ts';
import { call } from './call.ts';

/** A directory with these files. */
function directoryOf(files: Record<string, string>): string {
  const directory = mkdtempSync(join(tmpdir(), 'gatehouse-policies-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  return directory;
}

const CLOSED = 'rules: [{id: closed, effect: reject}]';
const casesOf = (expected: string) => `cases: [{name: adds, action: demo.counter.increment, expect: ${expected}}]`;

describe('gatehouse policy test', () => {
  it('when the policies of the release are tested, then all their cases hold', async () => {
    const { code, out } = await call(['policy', 'test', RELEASED_POLICIES]);
    expect(code).toBe(0);
    expect(out).toMatch(/ok +\S+default\.yaml +\(\d+ passed\)/);
  });

  it.each([
    ['a case is answered otherwise', { 'a.yaml': CLOSED, 'a.cases.yaml': casesOf('{verdict: pass}') }, 'adds: verdict is "refuse", not "pass"'],
    ['another rule decides', { 'a.yaml': CLOSED, 'a.cases.yaml': casesOf('{verdict: refuse, rule: open}') }, 'adds: rule is "closed", not "open"'],
    ['there are no cases', { 'a.yaml': CLOSED }, 'a.cases.yaml is missing'],
    ['the policy is unsound', { 'a.yaml': 'rules: [{id: x, effect: reject, when: {eval: 1}}]', 'a.cases.yaml': casesOf('{verdict: pass}') }, 'a.yaml at /rules/0/when'],
    ['a case asks for something unknown', { 'a.yaml': CLOSED, 'a.cases.yaml': casesOf('{verdict: no}') }, 'a.cases.yaml at /cases/0/expect/verdict'],
    ['the cases are malformed', { 'a.yaml': CLOSED, 'a.cases.yaml': 'cases: [' }, 'a.cases.yaml'],
  ])('when %s, then it says where and exits with 1', async (_when, files, sentence) => {
    const { code, out } = await call(['policy', 'test', directoryOf(files)]);
    expect(code).toBe(1);
    expect(out).toContain('FAILED');
    expect(out).toContain(sentence);
  });

  it('when one policy of two is wrong, then the other one is told as well, and as JSON', async () => {
    const directory = directoryOf({ 'a.yaml': CLOSED, 'a.cases.yaml': casesOf('{verdict: refuse}'), 'b.json': '{}', 'b.cases.yaml': casesOf('{verdict: hold}') });
    const { code, out } = await call(['--json', 'policy', 'test', directory]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, policies: [{ passed: 1, failures: [] }, { passed: 0, failures: ['adds: verdict is "pass", not "hold"'] }] });
  });

  it('when there is no policy, then that is a mistake in the call', async () => {
    expect(await call(['policy', 'test', directoryOf({ 'readme.txt': '' })])).toMatchObject({ code: 2, errors: expect.stringContaining('There is no policy') });
  });

  it('when a policy is for the actions of a pack, then the pack is loaded with it', async () => {
    const pack = 'pack: lamp\ncomponents: [{id: lamp, title: Lamp, stateSchema: {type: object}, initialState: {on: false}}]\nactions: [{id: lamp.light, title: Light, targets: [lamp], inputSchema: {type: object}, risk: high, cost: 30, changes: [{path: [lamp, on], value: true}]}]\n';
    const directory = directoryOf({ 'a.yaml': 'approvals: [{id: costly, when: {minCost: 20}, quorum: 2}]', 'a.cases.yaml': 'cases: [{name: lights, action: lamp.light, role: admin, expect: {verdict: hold, gate: approval, rule: costly, quorum: 2}}]' });
    const packs = directoryOf({ 'lamp.yaml': pack });
    expect(await call(['policy', 'test', directory, '--packs', packs])).toMatchObject({ code: 0 });
    expect(await call(['policy', 'test', directory])).toMatchObject({ code: 1, out: expect.stringContaining('lights: verdict is "refuse"') });
  });
});

describe('gatehouse policy validate', () => {
  it.each([
    ['an expression does not compile', 'rules: [{id: x, effect: reject, when: {and: [true, {var: a}]}}]', '/rules/0/when/and/1'],
    ['a key is unknown', 'limit: {}', '/limit'],
    ['a name reaches behind data', 'limits: {__proto__: {}}', '/limits/__proto__'],
    ['an id comes twice', 'approvals: [{id: x}, {id: x}]', '/approvals/1/id'],
  ])('when %s, then it names the place and exits with 1, without a Gatehouse', async (_when, text, path) => {
    const file = join(directoryOf({ 'p.yaml': text }), 'p.yaml');
    expect(await call(['policy', 'validate', file])).toMatchObject({ code: 1, out: expect.stringContaining(`${file} at ${path}: `) });
  });
});
