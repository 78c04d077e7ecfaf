import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditEntry, Rollup } from '../../contract/organization.ts';
import type { Project } from '../../contract/project.ts';
import type { CreatedToken } from '../../contract/token.ts';
import { call } from '../cli/call.ts';
import { createProject, expectData, type Session } from '../support/http.ts';
import { openStage, type Stage } from './stage.ts';

const template = `cli-${randomBytes(4).toString('hex')}`;
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-platform-'));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

let stage: Stage;
let token: string;
let outsider: string;
const tokenOf = async (session: Session): Promise<string> => String(expectData(await session.post<CreatedToken>('/tokens', { name: 'Platform' }), 201).token);
beforeAll(async () => {
  stage = await openStage();
  await stage.admin.run({ actionId: 'demo.counter.increment' });
  await stage.admin.run({ actionId: 'demo.counter.nothing' });
  token = await tokenOf(stage.admin.session);
  outsider = await tokenOf((await stage.join('admin')).session);
});

const gatehouse = (args: string[], given: { token?: string; input?: string; isTTY?: boolean } = {}) => call(args, { url: stage.house.url, token, ...given });
async function json<Data>(args: string[]): Promise<Data> {
  const { out, errors } = await gatehouse([...args, '--json']);
  if (out === '') throw new Error(errors);
  return JSON.parse(out) as Data;
}

describe('7.3 The commands that look after the whole house', () => {
  it('when usage is asked for, then each project is in it, and its executions are counted by how they ended', async () => {
    const { projects } = await json<Rollup>(['org', 'usage']);
    expect(projects.find(({ projectId }) => projectId === stage.projectId)).toMatchObject({ executions: 2, byStatus: { success: 1, rejected: 1, failed: 0 } });
    const { code, out } = await gatehouse(['org', 'usage']);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^ID +NAME +EXECUTIONS[^]*executions in \d+ projects, cost [\d.]+, failure rate [\d.]+ %\.\n$/) });
  });

  it('when the audit of one project is asked for, then it has its executions and the acts of administration, newest first', async () => {
    const entries = await json<AuditEntry[]>(['org', 'audit', '--of', stage.projectId]);
    expect(entries.map(({ action }) => action.split('@')[0])).toEqual(['member.put', 'demo.counter.nothing', 'demo.counter.increment', 'policy.put', 'project.created']);
    expect(await json<AuditEntry[]>(['org', 'audit', '--of', stage.projectId, '--status', 'rejected'])).toMatchObject([{ status: 'rejected' }]);
  });

  it.each([
    [['org', 'audit', '--status', 'broken'], 2, 'success, rejected, failed, pending_approval'],
    [['org', 'audit', '--limit', '0'], 2, 'whole number from 1'],
    [['org', 'usage', '--from', 'yesterday'], 2, "'yesterday'"],
    [['policy', 'template', 'show', 'nothing-of-the-kind'], 1, 'There is no'],
    [['project', 'purge', 'no-such-project', '--name', 'x', '--yes'], 1, 'no-such-project'],
  ])('when it is called as %j, then the exit code is %i, and one sentence says what was expected', async (args, code, sentence) => {
    expect(await gatehouse(args)).toEqual({ code, out: '', errors: expect.stringContaining(sentence) });
  });

  it('when somebody is no system admin, then the organisation and the templates are closed to him', async () => {
    for (const args of [['org', 'usage'], ['org', 'audit'], ['policy', 'template', 'list']]) {
      expect(await gatehouse(args, { token: outsider })).toEqual({ code: 1, out: '', errors: expect.stringContaining('Only a system admin may do this.') });
    }
  });

  it('when a template is put from a file, then a project can begin with it, and an unsound one is refused with its path', async () => {
    expect(await gatehouse(['policy', 'template', 'put', template, file('bad.yaml', 'limits: {rate: {perMinute: -1}}')])).toEqual({ code: 1, out: '', errors: expect.stringContaining('/limits/rate/perMinute') });
    expect(await gatehouse(['policy', 'template', 'put', template, file('good.yaml', 'limits: {rate: {perMinute: 30}}')])).toMatchObject({ code: 0, out: `Version 1 of ${template} is stored; projects keep what they began with.\n` });
    expect((await gatehouse(['policy', 'template', 'list'])).out).toContain(template);
    expect((await gatehouse(['policy', 'template', 'show', template])).out).toMatch(/version 1, [^]*"perMinute": 30/);
    const { projectId } = await json<Project>(['project', 'create', 'From the terminal', '--template', template]);
    expect(expectData(await stage.admin.session.get<Project>(`/projects/${projectId}`)).template).toEqual({ name: template, version: 1 });
  });

  it('when a project is purged, then only its exact name and a yes do it, and it is gone', async () => {
    const name = `Purged ${randomBytes(4).toString('hex')}`;
    const projectId = await createProject(stage.admin.session, name);
    const there = async () => (await stage.admin.session.get(`/projects/${projectId}`)).status;
    expect(await gatehouse(['project', 'purge', projectId, '--name', name])).toEqual({ code: 2, out: '', errors: expect.stringContaining('give --yes') });
    expect(await gatehouse(['project', 'purge', projectId, '--name', name.toLowerCase(), '--yes'])).toMatchObject({ code: 1, out: '' });
    expect(await gatehouse(['project', 'purge', projectId, '--name', name], { isTTY: true, input: 'no' })).toMatchObject({ code: 1, out: '' });
    expect(await there()).toBe(200);
    expect(await gatehouse(['project', 'purge', projectId, '--name', name], { isTTY: true, input: name })).toMatchObject({ code: 0, out: expect.stringContaining(`${name} is gone.`) });
    expect(await there()).toBe(404);
    expect(await gatehouse(['project', 'purge', projectId, '--name', name, '--yes'])).toMatchObject({ code: 1, out: '' });
  });
});
