import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Approval } from '../../contract/approval.ts';
import type { Execution } from '../../contract/execution.ts';
import type { RoleAnswer } from '../../contract/role-question.ts';
import { createMember, createProject, expectData, type Session } from '../support/http.ts';
import { signInThrough } from '../support/provider-sign-in.ts';
import { startOidcHouse, type OidcHouse } from './oidc-house.ts';

const groups = { val: ['user', 'claims', 'groups'] };
const inGroup = (group: string) => ({ in: [group, groups] });
const MAPPINGS = [
  { role: 'admin', when: { '>': [{ val: ['user', 'claims', 'level'] }, 3] } }, // Errs: the provider says no level.
  { role: 'admin', when: inGroup('leads') },
  { role: 'operator', when: inGroup('ops') },
  { role: 'viewer', when: true },
];

let oidc: OidcHouse;
let projectId: string;
const at = (path: string) => `/projects/${projectId}${path}`;
const set = (person: Session) => person.post<Execution>(at('/intents'), { actionId: 'demo.counter.set', inputs: { value: Math.floor(Math.random() * 1e6) } });

async function comes(name: string, claims: { groups?: string[] }): Promise<Session> {
  oidc.provider.accounts.set(`sub-${name}`, { preferred_username: name, ...claims });
  return signInThrough(oidc.house.url, `sub-${name}`);
}

beforeAll(async () => {
  oidc = await startOidcHouse();
  projectId = await createProject(oidc.house.adminSession);
  expectData(await oidc.house.adminSession.put(at('/policy'), { roleMappings: MAPPINGS }));
}, 120_000);
afterAll(() => oidc.stop());

describe('11.5 roles from claims', () => {
  it('when a mapping fits what the provider says of somebody, then he has that role, until it says otherwise', async () => {
    const pia = await comes('pia', { groups: ['ops'] });
    expect(expectData(await pia.get(at('')))).toMatchObject({ role: 'operator' });
    expect(expectData(await set(pia))).toMatchObject({ status: 'success' });
    await comes('pia', { groups: [] }); // What her provider says now counts for every session of hers.
    expect(expectData(await pia.get(at('')))).toMatchObject({ role: 'viewer' });
    expect(expectData(await set(pia))).toMatchObject({ status: 'rejected', error: { code: 'permission_denied' } });
  });

  it('when somebody is a member, then the membership counts and no mapping', async () => {
    const lea = await comes('lea', { groups: ['leads'] });
    expect(expectData(await lea.get(at('')))).toMatchObject({ role: 'admin' });
    expectData(await oidc.house.adminSession.put(at(`/members/${lea.me.user.userId}`), { role: 'viewer' }));
    expect(expectData(await lea.get(at('')))).toMatchObject({ role: 'viewer' });
    expect(expectData(await set(lea))).toMatchObject({ status: 'rejected', error: { code: 'permission_denied' } });
  });

  it('when a mapping errs or misses its claim, then it gives nothing', async () => {
    expectData(await oidc.house.adminSession.put(at('/policy'), { roleMappings: MAPPINGS.slice(0, 3) }));
    const nils = await comes('nils', {});
    expect((await nils.get(at(''))).status).toBe(404);
    expect((await set(nils)).status).toBe(404);
    expectData(await oidc.house.adminSession.put(at('/policy'), { roleMappings: MAPPINGS }));
  });

  it('when a rule asks for a claim, then it sees it in the worker too, and so does who may vote', async () => {
    const rules = [{ id: 'ops-wait', effect: 'require_approval', requiredRole: 'admin', when: inGroup('ops') }];
    expectData(await oidc.house.adminSession.put(at('/policy'), { roleMappings: MAPPINGS, rules }));
    const [asks, votes] = [await comes('rosa', { groups: ['ops'] }), await comes('udo', { groups: ['leads'] })];
    const held = expectData(await set(asks));
    expect(held).toMatchObject({ status: 'pending_approval' });
    const approval = expectData(await votes.get<Approval>(at(`/approvals/${held.approvalId}`)));
    expect((await asks.post(at(`/approvals/${held.approvalId}/votes`), { vote: 'approve', digest: approval.digest })).status).toBe(403);
    expect(expectData(await votes.post<Approval>(at(`/approvals/${held.approvalId}/votes`), { vote: 'approve', digest: approval.digest }))).toMatchObject({ votes: [{ userId: votes.me.user.userId }] });
    let outcome: Execution | undefined;
    for (let look = 0; look < 100 && outcome === undefined; look += 1) {
      const { items } = expectData(await votes.get<{ items: Execution[] }>(at(`/executions?requestId=${held.requestId}`)));
      outcome = items.find(({ retryOf }) => retryOf === held.executionId);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(outcome).toMatchObject({ status: 'success' });
    expectData(await oidc.house.adminSession.put(at('/policy'), { roleMappings: MAPPINGS }));
  });

  it('when an admin tries a person out, then he is told the role, where it comes from and what each mapping says', async () => {
    const ask = (body: unknown) => oidc.house.adminSession.post<RoleAnswer>(at('/policy/roles'), body);
    const results = [
      { index: 0, role: 'admin', matched: false, error: expect.any(String) },
      { index: 1, role: 'admin', matched: false, error: null },
      { index: 2, role: 'operator', matched: true, error: null },
      { index: 3, role: 'viewer', matched: true, error: null },
    ];
    expect(expectData(await ask({ person: { claims: { groups: ['ops'] } } }))).toEqual({ role: 'operator', by: 'mapping', mapping: 2, results });
    expect(expectData(await ask({ person: { claims: { groups: ['ops'] } }, policy: { roleMappings: MAPPINGS.slice(0, 1) } }))).toMatchObject({ role: null, by: null, mapping: null, results: [{ matched: false }] });
    expect(expectData(await ask({ person: { userId: oidc.house.adminSession.me.user.userId } }))).toMatchObject({ role: 'admin', by: 'membership', mapping: null });
    const otto = await comes('otto', { groups: ['ops'] });
    expect(expectData(await ask({ person: { userId: otto.me.user.userId } }))).toMatchObject({ role: 'operator', by: 'mapping', mapping: 2 });
    expect((await ask({ person: { userId: 'nobody' } })).status).toBe(404);
    expect((await ask({ person: { userId: 'nobody', email: 'x@house.example' } })).status).toBe(422);
    expect((await ask({ person: { claims: { groups: { nested: true } } } })).status).toBe(422);
    const operator = await createMember(oidc.house.adminSession, projectId, 'operator');
    expect((await operator.post(at('/policy/roles'), { person: {} })).status).toBe(403);
  });

  it('when somebody has a part in the project by neither membership nor mapping, then an admin cannot ask about him by his id', async () => {
    const other = await createProject(oidc.house.adminSession);
    const vera = await comes('vera', { groups: ['ops'] });
    const answer = await oidc.house.adminSession.post(`/projects/${other}/policy/roles`, { person: { userId: vera.me.user.userId }, policy: { roleMappings: MAPPINGS } });
    expect(answer.status).toBe(404);
  });
});
