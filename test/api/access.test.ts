import { describe, expect, it } from '@jest/globals';
import { judgeAccess } from '../../api/access.ts';
import type { Role } from '../../contract/project.ts';

describe('judgeAccess', () => {
  const person = (isSystemAdmin: boolean) =>
    ({ userId: 'u', username: 'u', email: null, name: null, organization: null, isSystemAdmin, role: null, via: 'session', scopes: null, sessionHash: '', csrfToken: '', passwordChangeRequired: false }) as const;
  const project = (role: Role | null) => ({ projectId: 'p', name: 'P', status: 'active', version: 0, role, template: null, createdAt: '' }) as const;

  it.each([
    ['a stranger asks as a viewer', 'viewer', null, false, 'hidden'],
    ['a stranger asks as a member', 'member', null, false, 'hidden'],
    ['a viewer asks as a member', 'member', 'viewer', false, 'allowed'],
    ['a viewer asks as an operator', 'operator', 'viewer', false, 'forbidden'],
    ['an operator asks as an admin', 'admin', 'operator', false, 'forbidden'],
    ['a system admin reads', 'viewer', null, true, 'allowed'],
    ['a system admin runs', 'member', null, true, 'forbidden'],
    ['a system admin administers', 'admin', null, true, 'forbidden'],
  ] as const)('when %s, then it is judged so', (_when, access, role, isSystemAdmin, verdict) => {
    expect(judgeAccess({ access }, person(isSystemAdmin), project(role))).toBe(verdict);
  });

  it('when there is no such project, then not even a system admin is told otherwise', () => {
    expect(judgeAccess({ access: 'viewer' }, person(true), null)).toBe('hidden');
  });
});
