import { describe, expect, it } from '@jest/globals';
import { lineDiff, withContext } from '../../ui/policy/line-diff.ts';
import { offersAt } from '../../ui/policy/offers.ts';
import { parsePolicy, placeIssue, toYaml } from '../../ui/policy/policy-text.ts';

/** What is offered at the mark `|` of a text. */
function offered(text: string): string[] | null {
  const lines = text.split('\n');
  const index = lines.findIndex((line) => line.includes('|'));
  const offers = offersAt(lines.slice(0, index), (lines[index] ?? '').replace(/\|.*/, ''), lines.slice(index + 1));
  return offers && offers.options.map(({ label }) => label);
}

describe('what the policy editor offers', () => {
  it.each([
    ['the text is empty', '|', ['limits', 'actionBudgets', 'executionWindows', 'approvals', 'roleMappings', 'rules']],
    ['some keys are there', 'limits: {}\n|\nrules: []', ['actionBudgets', 'executionWindows', 'approvals', 'roleMappings']],
    ['one is inside a key', 'limits:\n  |', ['rate', 'quota', 'budget']],
    ['one is two keys deep', 'limits:\n  rate:\n    perMinute: 1\n    |', ['perHour']],
    ['an item begins', 'executionWindows:\n  - |', ['days', 'from', 'to', 'timezone']],
    ['an item goes on', 'executionWindows:\n  - from: "08:00"\n    |', ['days', 'to', 'timezone']],
    ['another item has the key', 'rules:\n  - id: a\n    effect: allow\n  - id: b\n    e|', ['description', 'priority', 'effect', 'actions', 'when', 'message', 'enforcement', 'requiredRole', 'quorum', 'expiresAfter']],
    ['a value is wanted', 'rules:\n  - id: a\n    effect: |', ['allow', 'reject', 'require_approval']],
    ['a list of words is wanted', 'executionWindows:\n  - days: [mon, |', ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']],
    ['any value is possible', 'limits:\n  quota:\n    perDay: |', []],
    ['nothing is known of the place', 'bogus:\n  |', null],
  ])('when %s, then it is what may stand there', (_when, text, wanted) => {
    expect(offered(text)).toEqual(wanted);
  });
});

describe('the text of a policy', () => {
  const text = 'limits:\n  rate: {perMinute: 5}\nrules:\n  - id: a\n    effect: reject\n    when: {"==": [1, 2]}\n';

  it.each([
    ['a value', '/limits/rate/perMinute', 2],
    ['a key', '/rules', 3],
    ['an item', '/rules/0', 4],
    ['inside an expression', '/rules/0/when/==/1', 6],
    ['what is missing', '/rules/0/message', 4],
    ['the whole', '', 1],
  ])('when an issue is about %s, then its line is found', (_when, path, line) => {
    expect(placeIssue(text, parsePolicy(text), path, 'wrong').line).toBe(line);
  });

  it('when it is no YAML, then the place is said and nothing is read', () => {
    expect(parsePolicy('a: [1\nb: 2')).toMatchObject({ value: null, issues: [{ line: 2 }] });
  });

  it('when a policy is written and read again, then it is the same', () => {
    const policy = { limits: { quota: { perDay: 3 } }, rules: [{ id: 'a', priority: 0, effect: 'reject', actions: ['demo.*'], when: { '==': [{ val: ['state', 'x'] }, 1] }, enforcement: 'enforce', requiredRole: 'admin', quorum: 1, expiresAfter: '24h' }] } as const;
    const mutable = structuredClone(policy) as unknown as Parameters<typeof toYaml>[0];
    expect(parsePolicy(toYaml(mutable)).value).toEqual(policy);
    expect(parsePolicy(toYaml({})).value).toEqual({});
  });
});

describe('the difference of two texts', () => {
  it.each([
    ['nothing differs', 'a\nb', 'a\nb', '=a =b'],
    ['a line is added', 'a\nc', 'a\nb\nc', '=a +b =c'],
    ['a line is removed', 'a\nb\nc', 'a\nc', '=a -b =c'],
    ['a line is changed', 'a\nb\nc', 'a\nx\nc', '=a -b +x =c'],
    ['lines move', 'a\nb\nc\nd', 'c\na\nb\nd', '+c =a =b -c =d'],
    ['the end alone is new', 'a', 'a\nb\n', '=a +b'],
  ])('when %s, then the fewest lines say so', (_when, before, after, wanted) => {
    const signs = { same: '=', old: '-', new: '+' } as const;
    expect(lineDiff(before, after).map(({ kind, text }) => `${signs[kind]}${text}`).join(' ')).toBe(wanted);
  });

  it('when much is unchanged, then only what is near a change is shown', () => {
    const rows = withContext(lineDiff('a\nb\nc\nd\ne\nf', 'a\nb\nc\nd\ne\nx'), 1);
    expect(rows.map(({ text }) => text)).toEqual(['4 unchanged lines', 'e', 'f', 'x']);
  });
});
