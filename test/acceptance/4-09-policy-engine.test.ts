import { describe, expect, it } from '@jest/globals';
import type { PolicyVersion } from '../../contract/policy.ts';
import { expectData } from '../support/http.ts';
import { openStage } from './stage.ts';

const increment = { actionId: 'demo.counter.increment', inputs: {} };
const busy = { '==': [{ val: ['state', 'std.status_indicator', 'status'] }, 'busy'] };
const maintenance = { id: 'maintenance', effect: 'reject', actions: ['demo.*'], when: busy, message: 'Maintenance is on.' };
const setStatus = (status: string) => ({ actionId: 'std.status_indicator.update', inputs: { status } });

describe('4.9 Policy engine', () => {
  it('when a rule reads the state, then it rejects while the state says so, names itself, and is recorded with its trace', async () => {
    const stage = await openStage({ rules: [maintenance] });
    expect(await stage.admin.run(increment)).toMatchObject({ status: 'success' });
    await stage.admin.run(setStatus('busy'));
    const refused = await stage.admin.run(increment);
    expect(refused).toMatchObject({ status: 'rejected', message: 'Maintenance is on.', error: { code: 'policy_rule_rejection', gate: 'policy', rule: 'maintenance', detail: 'Maintenance is on.' } });
    expect(refused.trace.find(({ gate }) => gate === 'policy')).toMatchObject({ verdict: 'refuse', rule: 'maintenance', reason: 'Maintenance is on.' });
    await stage.admin.run(setStatus('ok'));
    expect(await stage.admin.run(increment)).toMatchObject({ status: 'success' });
    expect(await stage.counter()).toBe(2);
  });

  it('when a step of a plan turns a rule on, then the next step meets it, in the preview and when it runs', async () => {
    const { admin, counter } = await openStage({ rules: [maintenance] });
    const steps = [increment, setStatus('busy'), increment];
    const preview = await admin.simulatePlan(steps);
    expect(preview.steps.map(({ status }) => status)).toEqual(['success', 'success', 'rejected']);
    expect(preview.steps[2]).toMatchObject({ error: { rule: 'maintenance' } });
    expect(await admin.runPlan(steps)).toMatchObject({ status: 'rejected', executions: [{ status: 'success' }, { status: 'success' }, { error: { rule: 'maintenance' } }] });
    expect(await counter()).toBe(1);
  });

  it('when priorities differ, then the highest decides, and the order of the file where they are equal', async () => {
    const { admin } = await openStage({ rules: [{ id: 'a', effect: 'reject' }, { id: 'b', effect: 'reject', priority: 5 }, { id: 'c', effect: 'reject', priority: 5 }] });
    expect(await admin.run(increment)).toMatchObject({ error: { rule: 'b' } });
  });

  it('when a rule is in shadow, then it is recorded in the trace and changes nothing', async () => {
    const { admin, counter } = await openStage({ rules: [{ ...maintenance, when: true, enforcement: 'shadow' }] });
    const execution = await admin.run(increment);
    expect(execution.status).toBe('success');
    expect(execution.trace.find(({ gate }) => gate === 'policy')).toMatchObject({ verdict: 'pass', shadow: [{ rule: 'maintenance', effect: 'reject', reason: 'Maintenance is on.' }] });
    expect(await counter()).toBe(1);
  });

  it('when a rule cannot be judged, then it refuses and names itself; in shadow it does not', async () => {
    const odd = { id: 'odd', effect: 'reject', when: { '>': [{ val: ['inputs', 'nothing'] }, 3] } };
    const { admin, setPolicy } = await openStage({ rules: [odd] });
    expect(await admin.run(increment)).toMatchObject({ status: 'rejected', error: { code: 'policy_error', gate: 'policy', rule: 'odd' } });
    await setPolicy({ rules: [{ ...odd, enforcement: 'shadow' }] });
    expect((await admin.run(increment)).trace.find(({ gate }) => gate === 'policy')).toMatchObject({ verdict: 'pass', shadow: [{ rule: 'odd', effect: 'error' }] });
  });

  it('when a policy is replaced, then the next decision is by the new one, and the old one stays to be read', async () => {
    const stage = await openStage({ rules: [{ id: 'closed', effect: 'reject' }] });
    const { version } = expectData(await stage.admin.session.get<PolicyVersion>(stage.at('/policy')));
    expect(await stage.admin.run(increment)).toMatchObject({ error: { rule: 'closed' } });
    await stage.setPolicy({});
    expect(await stage.admin.run(increment)).toMatchObject({ status: 'success' });
    expect(expectData(await stage.admin.session.get<PolicyVersion>(stage.at(`/policy/versions/${version}`)))).toMatchObject({ version, policy: { rules: [{ id: 'closed' }] } });
    const { items } = expectData(await stage.admin.session.get<{ items: PolicyVersion[] }>(stage.at('/policy/versions')));
    expect(items.map((each) => each.version)).toEqual([version + 1, version, version - 1]);
  });

  it.each([
    ['an operator that is not there', { matches: ['a', '.*'] }, '/policy/rules/0/when'],
    ['a prototype', { val: ['state', '__proto__'] }, '/policy/rules/0/when'],
    ['a method call', { method: [{ val: ['user', 'id'] }, 'toString'] }, '/policy/rules/0/when'],
  ])('when a rule uses %s, then the policy is refused at upload with its path, and what was in force stays', async (_what, when, path) => {
    const { admin, at } = await openStage();
    const policy = { rules: [{ id: 'x', effect: 'reject', when }] };
    expect(await admin.session.put(at('/policy'), policy)).toMatchObject({ status: 422, body: { error: 'invalid_request', issues: [{ path: path.replace('/policy', '') }] } });
    expect(await admin.session.post(at('/policy/simulate'), { policy, intent: increment })).toMatchObject({ status: 422, body: { issues: [{ path }] } });
    expect(await admin.run(increment)).toMatchObject({ status: 'success' });
  });

  it('when somebody who is no member has a role by the policy, then he runs what that role may run', async () => {
    const stage = await openStage();
    const viewer = await stage.join('viewer'); // A member: his own role goes before the mapping.
    const person = await stage.join('operator');
    expectData(await stage.admin.session.delete(stage.at(`/members/${person.userId}`)));
    expect((await person.session.post(stage.at('/intents'), increment)).status).toBe(404);
    await stage.setPolicy({ roleMappings: [{ role: 'operator', when: { in: [{ val: ['user', 'id'] }, [person.userId, viewer.userId]] } }] });
    expect(await person.run(increment)).toMatchObject({ status: 'success', userId: person.userId });
    expect(await viewer.run(increment)).toMatchObject({ error: { code: 'permission_denied' } });
  });
});
