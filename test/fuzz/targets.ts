import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '../../contract/plan.ts';
import type { CreatedToken } from '../../contract/token.ts';
import { createMember, createProject, expectData, type Session } from '../support/http.ts';

/** Makes what random ids would never hit, has Schemathesis use it, and answers the access token to call with. */
export async function prepareTargets(admin: Session, directory: string): Promise<string> {
  const projectId = await createProject(admin);
  const at = `/projects/${projectId}`;
  const member = await createMember(admin, projectId, 'operator');
  const { planId } = expectData(await admin.post<Plan>(`${at}/plans`, { steps: [{ actionId: 'demo.counter.set', inputs: { value: 1 } }], run: true }));
  const { executionId } = expectData(await admin.post<{ executionId: string }>(`${at}/intents`, { actionId: 'demo.counter.increment', inputs: {} }));
  const { turnId, sessionId } = expectData(await admin.post<{ turnId: string; sessionId: string }>(`${at}/turns`, { message: 'set the counter to 5' }), 202);
  const ids = { projectId, planId, executionId, turnId, sessionId, userId: member.me.user.userId, ...(await makeMore(admin, at)) };
  const lines = Object.entries(ids).map(([name, id]) => `"path.${name}" = "${id}"`);
  writeFileSync(join(directory, 'schemathesis.toml'), `[parameters]\n${lines.join('\n')}\n`);
  const { token } = expectData(await admin.post<CreatedToken>('/tokens', { name: 'Fuzzing', expiresInDays: 1 }), 201);
  if (token === null) throw new Error('the token was replayed without its secret');
  return token;
}

/** What came later than plans and turns: something of each for its routes to hit. */
async function makeMore(admin: Session, at: string): Promise<Record<string, string>> {
  const made = async (path: string, body: object, status = 201) => expectData(await admin.post<Record<string, string>>(path, body), status);
  const { forkId = '' } = await made(`${at}/forks`, {});
  const { backtestId = '' } = await made(`${at}/policy/backtest`, { policy: {} }, 202);
  const { secretId = '' } = await made(`${at}/secrets`, { name: 'fuzzed', value: 'a value that nobody sees' });
  const { channelId = '' } = await made('/alert-channels', { name: 'Fuzzed', url: 'https://hooks.example/fuzzed' });
  await admin.patch(`/alert-channels/${channelId}`, { disabled: true }); // Nothing is to leave the house.
  const { tokenId = '' } = await made('/tokens', { name: 'To be revoked', expiresInDays: 1 });
  return { forkId, backtestId, secretId, channelId, tokenId, key: 'site', name: 'default', version: '1' };
}
