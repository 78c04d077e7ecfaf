import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Execution } from '../../contract/execution.ts';
import type { CreatedToken } from '../../contract/token.ts';
import type { Snapshot } from '../../contract/snapshot.ts';
import { sharedHouse } from '../support/house.ts';
import { caller, createMember, createProject, expectData, type Session } from '../support/http.ts';

let admin: Session;

beforeAll(async () => {
  ({ adminSession: admin } = await sharedHouse());
});

describe('access tokens (10.3, 3.8)', () => {
  it('when a script uses one, then it runs, reads the state and the executions, until the token is revoked', async () => {
    const projectId = await createProject(admin);
    const operator = await createMember(admin, projectId, 'operator');
    const { token, tokenId, prefix } = expectData(await operator.post<CreatedToken>('/tokens', { name: 'A script', expiresInDays: 7, scopes: { projects: [projectId], actions: ['demo.*'] } }), 201);
    expect(token?.startsWith(prefix)).toBe(true);
    const script = caller(admin.url, { authorization: `Bearer ${token}` });
    const at = `/projects/${projectId}`;

    const run = expectData(await script.post<Execution>(`${at}/intents`, { actionId: 'demo.counter.set', inputs: { value: 7 } }));
    expect(run).toMatchObject({ status: 'success', trigger: 'api', userId: operator.me.user.userId });
    expect(expectData(await script.get<Snapshot>(`${at}/state`)).components['demo.counter']).toEqual({ value: 7 });
    expect(expectData(await script.get<{ items: Execution[] }>(`${at}/executions`)).items).toMatchObject([{ executionId: run.executionId }]);
    expect((await script.post(`${at}/intents`, { actionId: 'std.slider.set', inputs: { value: 1 } })).body).toMatchObject({ error: 'forbidden' });

    expectData(await operator.delete(`/tokens/${tokenId}`));
    expect((await script.get(`${at}/state`)).status).toBe(401);
  });
});
