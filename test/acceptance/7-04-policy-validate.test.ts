import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Body } from '../support/http.ts';
import { root } from '../support/services.ts';
import { openStage, type Stage } from './stage.ts';

const directory = mkdtempSync(join(tmpdir(), 'gatehouse-policy-'));

/** Runs the command in a process of its own, without any Gatehouse to speak to. */
async function validate(text: string): Promise<{ code: number; out: string }> {
  const file = join(directory, 'policy.yaml');
  writeFileSync(file, text);
  const options = { env: { PATH: process.env['PATH'], HOME: directory, XDG_CONFIG_HOME: directory, GATEHOUSE_HOME: directory } };
  return promisify(execFile)(process.execPath, [join(root, 'cli', 'main.ts'), 'policy', 'validate', file], options).then(
    ({ stdout }) => ({ code: 0, out: stdout }),
    (error: { code: number; stdout: string }) => ({ code: error.code, out: error.stdout }),
  );
}

describe('7.4 Validation of policies', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });

  async function upload(body: string): Promise<{ status: number; body: Body<unknown> }> {
    const { cookie, me } = stage.admin.session;
    const headers = { cookie, [me.csrf.header]: me.csrf.token, 'content-type': 'application/yaml' };
    const answer = await fetch(`${stage.house.url}/api/v1${stage.at('/policy')}`, { method: 'PUT', headers, body });
    return { status: answer.status, body: (await answer.json()) as Body<unknown> };
  }

  it('when a policy is right, then the command ends with 0, and the upload is taken', async () => {
    const text = 'limits: {budget: {daily: 5}}\nrules:\n  - {id: quiet, effect: reject, actions: ["demo.*"], when: {"==": [{val: [state, demo.counter, value]}, 3]}}\n';
    expect(await validate(text)).toMatchObject({ code: 0, out: expect.stringContaining('valid') });
    expect((await upload(text)).status).toBe(200);
  });

  it.each([
    ['a key is unknown', 'limits: {budgets: {daily: 5}}', '/limits', 'budgets'],
    ['a number is no limit', 'limits: {budget: {daily: -5}}', '/limits/budget/daily', ''],
    ['an expression has an unknown operator', 'rules:\n  - {id: bad, effect: reject, when: {"frobnicate": [1]}}', '/rules/0/when', 'frobnicate'],
    ['an expression reaches behind the data', 'rules:\n  - {id: bad, effect: reject, when: {"val": [state, __proto__]}}', '/rules/0/when', '__proto__'],
  ])('when %s, then the command ends with 1 and names the path, and the same is refused at upload', async (_when, text, path, word) => {
    const { code, out } = await validate(text);
    expect({ code, path: out.includes(path), word: out.includes(word) }).toEqual({ code: 1, path: true, word: true });
    const { status, body } = await upload(text);
    expect({ status, paths: (body.issues ?? []).map((issue) => issue.path.startsWith(path)) }).toEqual({ status: 422, paths: expect.arrayContaining([true]) });
  });
});
