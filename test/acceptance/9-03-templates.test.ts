import { beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { PolicyTemplate, PolicyTemplateVersion, PolicyVersion } from '../../contract/policy.ts';
import type { Project } from '../../contract/project.ts';
import { createUser, expectData, type Session } from '../support/http.ts';
import { sharedHouse } from '../support/house.ts';

const budget = (daily: number) => ({ limits: { budget: { daily, timezone: 'UTC' } } });

describe('9.3 Policy templates', () => {
  const name = `house-${randomBytes(4).toString('hex')}`;
  let admin: Session;
  beforeAll(async () => {
    admin = (await sharedHouse()).adminSession;
  });

  const put = (policy: unknown, headers = {}) => admin.put<PolicyTemplate>('/policy-templates', { name, policy }, headers);
  const versions = async (of = name, query = '') => expectData(await admin.get<{ items: PolicyTemplateVersion[]; nextCursor: string | null }>(`/policy-templates/${of}/versions${query}`));

  it('when a template is stored again, then it has a further version, and the earlier ones stay', async () => {
    expect(expectData(await put(budget(10)))).toMatchObject({ name, version: 1 });
    const second = await put(budget(20));
    expect(expectData(second)).toMatchObject({ name, version: 2, policy: budget(20), updatedBy: admin.me.user.userId });
    expect(second.headers.get('etag')).toBe('"2"');
    expect((await versions()).items.map(({ version }) => version)).toEqual([2, 1]);
    expect(expectData(await admin.get<PolicyTemplateVersion>(`/policy-templates/${name}/versions/1`))).toMatchObject({ version: 1, policy: budget(10), createdBy: admin.me.user.userId });
    const first = await versions(name, '?limit=1');
    expect((await versions(name, `?limit=1&cursor=${first.nextCursor}`)).items).toMatchObject([{ version: 1 }]);
  });

  it('when If-Match names another version, then nothing is stored', async () => {
    expect((await put(budget(30), { 'if-match': '"1"' })).status).toBe(412);
    expect((await versions()).items).toHaveLength(2);
    expect(expectData(await put(budget(30), { 'if-match': '"2"' }))).toMatchObject({ version: 3 });
  });

  it('when a project begins with a template, then it says with which version, and no later version touches it', async () => {
    const project = expectData(await admin.post<Project>('/projects', { name: 'From a template', template: name }), 201);
    expect(project.template).toEqual({ name, version: 3 });
    expectData(await put(budget(99)));
    expect(expectData(await admin.get<Project>(`/projects/${project.projectId}`)).template).toEqual({ name, version: 3 });
    expect(expectData(await admin.get<PolicyVersion>(`/projects/${project.projectId}/policy`))).toMatchObject({ version: 1, policy: budget(30) });
  });

  it('when a template came with the release, then that is version 0, also once a stored one goes before it', async () => {
    expect(expectData(await admin.get<PolicyTemplateVersion>('/policy-templates/business-hours/versions/0'))).toMatchObject({ version: 0, createdAt: null, createdBy: null });
    const { policy } = expectData(await admin.get<PolicyTemplateVersion>('/policy-templates/maintenance/versions/0'));
    const next = Math.max(...(await versions('maintenance')).items.map(({ version }) => version)) + 1;
    expect(expectData(await admin.put<PolicyTemplate>('/policy-templates', { name: 'maintenance', policy }, { 'if-match': `"${next - 1}"` }))).toMatchObject({ version: next });
    expect((await versions('maintenance')).items.at(-1)).toMatchObject({ version: 0, createdBy: null });
  });

  it.each(['/policy-templates/nothing/versions', '/policy-templates/default/versions/999', '/policy-templates/default/versions/x', '/policy-templates/nothing/versions/0'])('when %s is not there, then it is 404', async (path) => {
    expect((await admin.get(path)).status).toBe(404);
  });

  it('when somebody is no system admin, then templates are closed to him', async () => {
    const other = await createUser(admin);
    for (const path of ['/policy-templates', `/policy-templates/${name}/versions`, `/policy-templates/${name}/versions/1`]) expect((await other.get(path)).status).toBe(403);
  });
});
