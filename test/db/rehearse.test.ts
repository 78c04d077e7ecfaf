import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Intent } from '../../contract/intent.ts';
import { rehearse } from '../../db/rehearse.ts';
import { findExecution } from '../../db/stores/executions.ts';
import { countRows, openStage, readHeadRow, type Sent, type Stage } from '../activities/stage.ts';
import { applyDiff } from '../domain/state/apply-diff.ts';
import { wholeState } from '../../domain/state/whole-state.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const intentOf = ({ actionId, inputs = {}, confirmed = false }: Sent): Intent => ({ actionId, inputs, confirmed, mode: 'assisted' });
const rehearseAs = (projectId: string, userId: string, steps: Sent[]) => rehearse(stage.powers, { projectId, userId, trigger: 'api', steps: steps.map(intentOf) });

const STEPS: Sent[] = [
  { actionId: 'valve.open' },
  { actionId: 'tank.fill', inputs: { litres: 10.5 } },
  { actionId: 'valve.open' },
  { actionId: 'tank.fill', inputs: { litres: 2_000 } },
  { actionId: 'tank.empty' },
  { actionId: 'tank.empty', confirmed: true },
  { actionId: 'no.such' },
  { actionId: 'tank.fill', inputs: { litres: 'many' } },
  { actionId: 'tank.note', inputs: { note: { a: [1, null] } } },
  { actionId: 'tank.pump', inputs: { litres: 3, pin: 'hunter2' } },
  { actionId: 'tank.fill', inputs: { litres: 30 } },
  { actionId: 'tank.fill' },
];
const POLICY = { limits: { rate: { perMinute: 7, perHour: 100 }, quota: { perDay: 6 }, budget: { daily: 40, timezone: 'UTC' } }, actionBudgets: { 'tank.fill': { daily: 20 } } };

describe('rehearse', () => {
  it('when intents are rehearsed and then committed, then both say the same of every step', async () => {
    const project = await stage.project(POLICY);
    await stage.run(project, { actionId: 'tank.fill', inputs: { litres: 1 } });
    const preview = await rehearseAs(project, 'ada', STEPS);
    const attemptIds = [];
    for (const step of STEPS) attemptIds.push(await stage.open(project, step));
    const answers = await stage.execute({ projectId: project, attemptIds });
    const real = await Promise.all(answers.map(({ executionId }) => findExecution(stage.database.read, project, executionId!)));

    const told = ({ status, error, diff, cost, message, actionId, stateVersion, intent, trace }: NonNullable<(typeof real)[number]>) => ({
      ...{ status, error, diff, cost, message, actionId, stateVersion, intent },
      trace: trace.map(({ gate, verdict, reason }) => [gate, verdict, reason]),
    });
    expect(preview?.steps.map((step) => told(step))).toEqual(real.map((execution) => told(execution!)));
    expect(new Set(real.map((execution) => execution?.error?.code ?? 'success')).size).toBeGreaterThan(5);
  });

  it('when intents are rehearsed, then nothing at all is written', async () => {
    const project = await stage.project(POLICY);
    await stage.run(project, { actionId: 'tank.fill' });
    const [rows, head] = [await countRows(stage.database, project), await readHeadRow(stage.database, project)];
    for (const user of ['ada', 'otto', 'vera', 'stranger']) await rehearseAs(project, user, STEPS);
    expect([await countRows(stage.database, project), await readHeadRow(stage.database, project)]).toEqual([rows, head]);
  });

  it('when the whole diff is applied to the state, then it gives the next state, without any secret', async () => {
    const project = await stage.project();
    const preview = await rehearseAs(project, 'ada', STEPS);
    expect(applyDiff(wholeState(stage.powers.catalog, {}), preview!.diff)).toEqual(preview!.nextState.components);
    expect(JSON.stringify(preview)).not.toContain('hunter2');
    expect(await rehearseAs('ghost', 'ada', STEPS)).toBeUndefined();
  });
});
