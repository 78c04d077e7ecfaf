import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { sha256Hex } from '../../platform/digest.ts';
import { createOpaRule, openOpaRule } from '../../platform/opa-rule.ts';
import { ConfigError } from '../../platform/variables.ts';
import { opaPolicy } from '../support/opa-policy.ts';

const RULES = join(import.meta.dirname, '..', '..', 'bench', 'bare', 'opa', 'rules.wasm');
const input = (amount: number) => ({
  ...{ state: { 'demo.counter': { value: 7 } }, inputs: { amount }, roles: ['operator'], now: { iso: '2026-06-15T12:00:00.000Z', hour: 12, weekday: 'mon' } },
  ...{ user: { id: 'u1', email: null, name: 'U', organization: null }, action: { id: 'demo.counter.increment', risk: 'low', cost: 1, tags: [] } },
});

describe('a rule that OPA compiled', () => {
  it('when its policy is a set of reasons, then each question has its own answer', () => {
    const rule = openOpaRule(RULES);
    expect([rule.ask(input(1)), rule.ask(input(1_001)), rule.ask(input(1))]).toEqual([[], ['rule-0'], []]);
  });

  it('when it is opened, then its digest is that of the file', () => {
    expect(openOpaRule(RULES).digest).toBe(sha256Hex(readFileSync(RULES)));
  });

  const held = { requiredRole: 'admin', quorum: 1, expiresAfter: '24h', rule: 'opa' };
  it.each([
    ['is undefined', undefined, true],
    ['is true', true, true],
    ['is false', false, false],
    ['is a list of reasons', ['no', 'never'], ['no', 'never']],
    ['allows', { effect: 'allow' }, { ...held, effect: 'allow' }],
    ['rejects by a rule of its own', { effect: 'reject', rule: 'night', message: 'It is night.' }, { ...held, effect: 'reject', rule: 'night', message: 'It is night.' }],
    ['asks for people', { effect: 'require_approval', quorum: 2, requiredRole: 'operator', expiresAfter: '1h' }, { effect: 'require_approval', quorum: 2, requiredRole: 'operator', expiresAfter: '1h', rule: 'opa' }],
  ])('when its result %s, then so it answers', (_what, result, answer) => {
    expect(createOpaRule(opaPolicy(result)).ask(input(1))).toEqual(answer);
  });

  it.each([
    ['a number', 1],
    ['a text', 'no'],
    ['nothing', null],
    ['a list of other things', [1]],
    ['an unknown effect', { effect: 'delete' }],
    ['an effect with something unknown', { effect: 'reject', because: 'so' }],
    ['a quorum of none', { effect: 'require_approval', quorum: 0 }],
  ])('when its result is %s, then it throws', (_what, result) => {
    expect(() => createOpaRule(opaPolicy(result)).ask(input(1))).toThrow(/something else/);
  });

  it('when it stops midway, then it throws, and answers the next question', () => {
    const rule = createOpaRule(opaPolicy(false));
    expect(() => rule.ask({ text: 'x'.repeat(5_000) })).toThrow(/unreachable/);
    expect(rule.ask(input(1))).toBe(false);
  });

  it('when an input is larger than its memory, then it throws, and answers the next question', () => {
    const rule = openOpaRule(RULES);
    expect(() => rule.ask({ text: 'x'.repeat(70_000_000) })).toThrow();
    expect(rule.ask(input(1_001))).toEqual(['rule-0']);
  });
});

describe('a file that is no such rule', () => {
  const directory = mkdtempSync(join(tmpdir(), 'opa-'));
  const fileOf = (name: string, content: Buffer) => {
    writeFileSync(join(directory, name), content);
    return join(directory, name);
  };
  beforeEach(() => void jest.spyOn(console, 'error').mockImplementation(() => {})); // The library says on it what other WebAssembly lacks.
  afterEach(() => void jest.restoreAllMocks());

  const empty = Buffer.from([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);

  it.each([
    ['is missing', () => join(directory, 'none.wasm'), /no such file/],
    ['is a directory', () => directory, /directory/],
    ['is no WebAssembly', () => fileOf('text.wasm', Buffer.from('package gatehouse')), /./],
    ['is other WebAssembly', () => fileOf('other.wasm', empty), /./],
    ['is too large', () => fileOf('large.wasm', Buffer.alloc(16_777_217)), /it has 16777217 bytes/],
  ])('when it %s, then the refusal names the variable, the file and what was expected', (_what, path, reason) => {
    const open = () => openOpaRule(path());
    expect(open).toThrow(ConfigError);
    expect(open).toThrow(reason);
    expect(open).toThrow(/^OPA_BUNDLE is ".*", which cannot be used: .*; expected the path of a policy\.wasm/);
  });
});
