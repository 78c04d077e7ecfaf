import { describe, expect, it } from '@jest/globals';
import type { Claims } from '../../../contract/claims.ts';
import type { Json } from '../../../contract/json.ts';
import { compileRoleMappings, firstMatch } from '../../../domain/policy/role-mappings.ts';

const groups = { val: ['user', 'claims', 'groups'] };
const person = (claims: Claims) => ({ userId: 'u', email: null, name: null, organization: null, claims });
const judge = (when: Json, claims: Claims) => compileRoleMappings([{ role: 'admin', when }])(person(claims))[0];

describe('a role mapping that reads claims', () => {
  it.each<[string, Json, Claims]>([
    ['a list holds a name', { in: ['ops', groups] }, { groups: ['dev', 'ops'] }],
    ['a text is a name', { '==': [{ val: ['user', 'claims', 'team'] }, 'ops'] }, { team: 'ops' }],
    ['a claim has a long name', { '==': [{ val: ['user', 'claims', 'https://id.example/level'] }, 3] }, { 'https://id.example/level': 3 }],
    ['a claim is true', { val: ['user', 'claims', 'lead'] }, { lead: true }],
  ])('when %s, then it fits', (_when, when, claims) => {
    expect(judge(when, claims)).toEqual({ index: 0, role: 'admin', matched: true, error: null });
  });

  it.each<[string, Json, Claims]>([
    ['the list holds another name', { in: ['ops', groups] }, { groups: ['dev-ops'] }],
    ['the list is empty', groups, { groups: [] }],
    ['the claim is not there', { '==': [groups, 'ops'] }, {}],
    ['an object has the name by itself', { '!=': [{ val: ['user', 'claims', 'toString'] }, null] }, {}],
  ])('when %s, then it does not', (_when, when, claims) => {
    expect(judge(when, claims)).toEqual({ index: 0, role: 'admin', matched: false, error: null });
  });

  it.each<[string, Json, Claims]>([
    ['something is looked for in a claim that is not there', { in: ['ops', groups] }, {}],
    ['a list is wanted and a number is there', { in: ['ops', groups] }, { groups: 5 }],
    ['it does not hold, turned round, for a claim that is not there', { '!': { in: ['blocked', groups] } }, {}],
    ['texts are compared with a number', { '>': [groups, 3] }, { groups: 'many' }],
    ['all claims are taken for an answer', { val: ['user', 'claims'] }, { groups: ['ops'] }],
  ])('when %s, then it errs and gives nothing', (_when, when, claims) => {
    expect(judge(when, claims)).toEqual({ index: 0, role: 'admin', matched: false, error: expect.any(String) });
  });

  it('when several fit, then the first counts, and each is judged', () => {
    const verdicts = compileRoleMappings([{ role: 'admin', when: { in: ['x', groups] } }, { role: 'operator', when: { in: ['ops', groups] } }, { role: 'viewer', when: true }])(person({ groups: ['ops'] }));
    expect(verdicts.map(({ matched }) => matched)).toEqual([false, true, true]);
    expect(firstMatch(verdicts)).toMatchObject({ index: 1, role: 'operator' });
    expect(firstMatch([])).toBeNull();
  });
});
