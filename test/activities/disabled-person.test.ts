import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createUserRegistry } from '../../db/stores/user-registry.ts';
import { type PlanStage, plansOn, statuses } from './plan-stage.ts';
import { openStage, type Sent, type Stage } from './stage.ts';

let stage: Stage;
let plans: PlanStage;

beforeAll(async () => {
  stage = await openStage();
  plans = plansOn(stage);
});
afterAll(() => stage.close());

const fills = (count: number): Sent[] => Array.from({ length: count }, () => ({ actionId: 'tank.fill', inputs: { litres: 1 } }));

const setDisabled = async (userId: string, disabled: boolean) => {
  const outcome = await createUserRegistry(stage.database, stage.powers.seal).change(userId, { disabled }, { actorId: 'ada', at: new Date() });
  expect(outcome.refusal).toBeNull();
};

describe('what runs for somebody who is disabled meanwhile', () => {
  it('when a plan is half done, then its next step is refused, and the steps before it stay', async () => {
    const project = await stage.project();
    const planId = await plans.start(project, fills(12), 'step', 'otto');
    await expect(plans.advance(project, planId)).resolves.toMatchObject({ status: 'running', currentStep: 10 });
    await setDisabled('otto', true);
    const plan = await plans.carry(project, planId);
    await setDisabled('otto', false);
    expect(plan).toMatchObject({ status: 'rejected' });
    expect(statuses(plan.executions)).toEqual([...Array<string>(10).fill('success'), 'rejected']);
    expect(plan.executions.at(-1)).toMatchObject({ error: { code: 'action_not_visible', gate: 'visibility' } });
    expect(await plans.level(project)).toBe(10);
  });

  it('when an attempt is stored and not decided yet, then it is refused', async () => {
    const project = await stage.project();
    const attemptId = await stage.open(project, { actionId: 'tank.fill', inputs: { litres: 1 }, userId: 'otto' });
    await setDisabled('otto', true);
    const [answer] = await stage.execute({ projectId: project, attemptIds: [attemptId] });
    await setDisabled('otto', false);
    expect(answer).toMatchObject({ status: 'rejected' });
    expect(await plans.level(project)).toBe(0);
  });

  it('when it is disabled in the middle of many decisions, then neither waits for the other for good', async () => {
    const project = await stage.project({ approvals: [{ id: 'fills', when: { actions: ['tank.fill'] }, requiredRole: 'admin', quorum: 1, expiresAfter: '1h' }] });
    const attempts = await Promise.all(Array.from({ length: 12 }, () => stage.open(project, { actionId: 'tank.fill', inputs: { litres: 1 }, userId: 'otto' })));
    await Promise.all([...attempts.map((attemptId) => stage.execute({ projectId: project, attemptIds: [attemptId] })), setDisabled('otto', true)]);
    const waiting = await stage.database.read(`select 1 from approval where project_id = $1 and status = 'pending'`, [project]);
    await setDisabled('otto', false);
    expect(waiting).toEqual([]);
  });
});
