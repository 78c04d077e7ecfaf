import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readPolicyFiles, RELEASED_POLICIES } from '../../platform/policy-files.ts';
import { readPolicyJson, readPolicyText } from '../../registry/policies/read-policy.ts';
import { releasedTemplates } from '../../registry/policies/released-templates.ts';
import { testPolicy } from '../../registry/policies/test-policy.ts';
import { catalogOf } from './catalog-of.ts';
import { hostilePolicies } from './hostile-policies.ts';

describe('a hostile policy', () => {
  it.each(hostilePolicies)('when %s, then it is refused where that is', (_what, text, path) => {
    const [first] = issuesOf(text);
    expect(first).toEqual({ path: expect.any(String), message: expect.stringMatching(/\S/) });
    expect(`${first?.path}/`).toContain(`${path}/`.slice(path === '' ? 1 : 0));
    expect(readPolicyText(text).ok).toBe(false); // The same in YAML.
  });

  it.each([
    ['the JSON breaks off', '{"limits": {'],
    ['the YAML has one key twice', 'limits: {}\nlimits: {}'],
    ['the YAML multiplies itself', `a: &a [x, x]\n${Array.from({ length: 30 }, (_, step) => `b${step}: &b${step} [*${step === 0 ? 'a' : `b${step - 1}`}, *${step === 0 ? 'a' : `b${step - 1}`}]`).join('\n')}`],
    ['the YAML names a tag', 'limits: !!js/function "function () {}"'],
    ['the text is nothing', ''],
  ])('when %s, then one issue says so', (_what, text) => {
    const read = readPolicyText(text);
    expect(read.ok ? [] : read.issues).toEqual([{ path: expect.any(String), message: expect.stringMatching(/\S/) }]);
  });

  it('when several things are wrong, then each has its path', () => {
    const text = '{"rules": [{"id": "x", "effect": "reject", "when": {"var": "a"}}, {"id": "x", "effect": "allow", "when": 1}], "roleMappings": [{"role": "admin", "when": {"eval": 1}}]}';
    expect(issuesOf(text).map(({ path }) => path)).toEqual(['/rules/1/id', '/rules/0/when', '/rules/1/when', '/roleMappings/0/when']);
  });

  function issuesOf(text: string) {
    const read = readPolicyJson(text);
    return read.ok ? [] : read.issues;
  }
});

describe('a sound policy', () => {
  it('when it is written as the guide does, then it is read with its defaults', () => {
    const text = `
limits: {rate: {perMinute: 10}, budget: {daily: 500}}
executionWindows:
  - {days: [mon, tue, wed, thu, fri], from: "22:00", to: "06:00", timezone: Europe/Berlin}
approvals:
  - {id: costly, when: {minCost: 20}}
roleMappings:
  - {role: operator, when: {"ends_with": [{"val": ["user", "email"]}, "@staff.example"]}}
rules:
  - id: maintenance
    effect: reject
    actions: ["demo.*"]
    when: {"==": [{"val": ["state", "sys.mode", "maintenance"]}, true]}
`;
    expect(readPolicyText(text)).toMatchObject({
      ok: true,
      policy: { approvals: [{ requiredRole: 'admin', quorum: 1, expiresAfter: '24h' }], rules: [{ priority: 0, enforcement: 'enforce' }], limits: { budget: { timezone: 'UTC' } } },
    });
  });

  it('when it is empty, then there are no limits', () => {
    expect(readPolicyText('{}')).toEqual({ ok: true, policy: {} });
  });
});

describe('the policies of the house', () => {
  const files = readPolicyFiles(RELEASED_POLICIES);

  it('when they are listed, then each has its cases, and one is the default', () => {
    expect(files.filter(({ cases }) => cases === null).map(({ file }) => file)).toEqual([]);
    expect(releasedTemplates(files).map(({ name }) => name)).toEqual(expect.arrayContaining(['default', 'cautious', 'business-hours', 'maintenance']));
  });

  const results = files.flatMap(({ name, text, cases }): [string, string, readonly object[]][] => {
    const test = testPolicy({ text, cases: cases ?? '' }, catalogOf());
    return test.kind === 'asked' ? test.results.map((result) => [name, result.name, result.mismatches]) : [[name, 'it can be asked', test.issues]];
  });

  it.each(results)('%s: when %s, then it answers so', (_policy, _case, mismatches) => {
    expect(mismatches).toEqual([]);
  });

  it.each([
    ['the verdict is another one', '{cases: [{name: c, action: demo.counter.increment, expect: {verdict: hold}}]}', [{ what: 'verdict', expected: 'hold', found: 'pass' }]],
    ['the rule is another one', '{cases: [{name: c, action: demo.counter.nothing, expect: {verdict: refuse, rule: x}}]}', [{ what: 'rule', expected: 'x', found: null }]],
  ])('when %s, then the case says what it found', (_when, cases, mismatches) => {
    expect(testPolicy({ text: '{}', cases }, catalogOf())).toEqual({ kind: 'asked', results: [{ name: 'c', mismatches }] });
  });

  it('when a template cannot be read, then the error names its file', () => {
    expect(() => releasedTemplates([{ name: 'odd', file: join('policies', 'odd.yaml'), text: 'rules: 1' }])).toThrow(/odd\.yaml at \/rules/);
  });
});
