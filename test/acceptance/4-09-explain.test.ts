import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CreatedToken } from '../../contract/token.ts';
import type { Explanation } from '../../contract/explanation.ts';
import { call } from '../cli/call.ts';
import { expectData } from '../support/http.ts';
import { sharedHouse } from '../support/house.ts';
import { startPair, type Beside } from './beside.ts';
import { type Actor, openStage, type Stage } from './stage.ts';

describe('4.9 Explain', () => {
  let beside: Beside;
  let house: Stage['house'];
  let stage: Stage;
  beforeAll(async () => {
    ({ beside, house } = await startPair(await sharedHouse(), 'explanations', { PACKS_DIR: join(import.meta.dirname, 'packs') }));
  });
  beforeEach(async () => {
    stage = await openStage({}, house);
  });
  afterAll(() => beside.stop());

  const why = async (actor: Actor, action: string) => expectData(await actor.session.get<Explanation>(stage.at(`/why?action=${action}`)));
  const codes = ({ reasons }: Explanation) => reasons.map(({ code }) => code);

  it('when nothing stands in the way, then every gate says so', async () => {
    const told = await why(stage.admin, 'demo.counter.increment');
    expect(told).toMatchObject({ actionId: 'demo.counter.increment@v1', title: 'Add to the counter', offered: true, verdict: 'pass', reasons: [], missing: [] });
    expect(told.trace.map(({ gate, verdict }) => [gate, verdict])).toEqual(
      ['lifecycle', 'action', 'visibility', 'role', 'schema', 'window', 'policy', 'rate', 'quota', 'budget', 'preconditions', 'confirmation', 'approval'].map((gate) => [gate, 'pass']),
    );
    expect(told).not.toHaveProperty('suggestion');
  });

  it('when several gates would refuse, then each of them is told, and nothing is recorded', async () => {
    await stage.setPolicy({ rules: [{ id: 'maintenance', effect: 'reject', when: true, message: 'Maintenance is on.' }], limits: { rate: { perMinute: 0 }, quota: { perDay: 0 } } });
    expectData(await stage.admin.session.post(stage.at('/lock')));
    const told = await why(stage.admin, 'site.files.sync');
    expect(told).toMatchObject({ offered: true, verdict: 'refuse' });
    expect(codes(told)).toEqual(['project_locked', 'policy_rule_rejection', 'rate_limit', 'quota_exceeded', 'precondition_failed', 'precondition_failed']);
    expect(told.reasons).toContainEqual({ gate: 'policy', code: 'policy_rule_rejection', detail: 'Maintenance is on.', rule: 'maintenance' });
    expect(told.reasons.flatMap(({ preconditionId }) => preconditionId ?? [])).toEqual(['on-fibre', 'as-editor']);
    expect(told).not.toHaveProperty('suggestion');
    expect(await stage.executions()).toEqual([]);
  });

  it('when only a precondition fails, then what to do first is suggested', async () => {
    expect(await why(stage.admin, 'site.files.upload')).toMatchObject({ verdict: 'refuse', suggestion: { actionId: 'site.session.log_in', inputs: { account: 'guest' } } });
  });

  it('when an action needs inputs, then they are named, and do not hide what else would refuse it', async () => {
    const told = await why(stage.admin, 'site.files.wipe');
    expect(told.missing.map(({ name }) => name)).toEqual(['reason']);
    expect(told.trace).toContainEqual(expect.objectContaining({ gate: 'schema', verdict: 'skipped', reason: 'It needs reason.' }));
    expect(told.trace).toContainEqual(expect.objectContaining({ gate: 'confirmation', verdict: 'pass', reason: 'It asks for a confirmation.' }));
    expect(codes(told)).toEqual(['precondition_failed']);
    expect(told.suggestion?.steps.map(({ actionId }) => actionId)).toEqual(['site.session.log_in', 'site.files.upload']);
  });

  it('when an action would have to wait for people, then the rule is named', async () => {
    await stage.setPolicy({ approvals: [{ id: 'everything', when: { minCost: 0 }, requiredRole: 'admin', quorum: 1, expiresAfter: '1h' }] });
    expect(await why(stage.admin, 'demo.counter.increment')).toMatchObject({ verdict: 'hold', reasons: [{ gate: 'approval', code: 'approval_required', rule: 'everything' }] });
  });

  it.each([
    ['viewer', 'demo.counter.increment', true, ['permission_denied']],
    ['operator', 'site.files.wipe', false, ['action_not_visible', 'permission_denied']],
  ] as const)('when a %s asks why %s is not for him, then he learns which gates keep it from him', async (role, action, offered, expected) => {
    const told = await why(await stage.join(role), action);
    expect({ offered: told.offered, verdict: told.verdict, codes: codes(told) }).toEqual({ offered, verdict: 'refuse', codes: expected });
  });

  it('when somebody may not see an action, then nothing more of it is told', async () => {
    const told = await why(await stage.join('operator'), 'site.files.wipe');
    expect(JSON.stringify(told)).not.toMatch(/Wipe|there are files|"name":"reason"/);
    expect(told.trace.find(({ gate }) => gate === 'preconditions')).toMatchObject({ verdict: 'skipped', reason: 'The action is not offered to this role.' });
  });

  it.each([
    ['there is no such action', 'no.such', 404],
    ['it is not an action id', 'No%20Such', 422],
    ['the version is unknown', 'demo.counter.set@v9', 404],
  ])('when %s, then the answer is a problem', async (_when, action, status) => {
    expect((await stage.admin.session.get(stage.at(`/why?action=${action}`))).status).toBe(status);
  });

  it('when the command line asks, then it tells gate by gate, of an action and of an execution', async () => {
    const { token } = expectData(await stage.admin.session.post<CreatedToken>('/tokens', { name: `why ${Date.now()}` }), 201);
    const given = { url: house.url, token, project: stage.projectId, directory: mkdtempSync(join(tmpdir(), 'gatehouse-cli-')) };
    const ofAction = await call(['why', 'site.files.upload'], given);
    expect(ofAction).toMatchObject({ code: 0, out: expect.stringMatching(/it would be refused[^]*do this first: Log in \(site\.session\.log_in account="guest"\)[^]*preconditions +refuse +logged-in/) });
    const { executionId } = await stage.admin.run({ actionId: 'site.files.upload' });
    const ofExecution = await call(['why', String(executionId)], given);
    expect(ofExecution).toMatchObject({ code: 0, out: expect.stringMatching(/precondition_failed[^]*do this first: Log in[^]*GATE/) });
  });
});
