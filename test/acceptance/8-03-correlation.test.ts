import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Execution } from '../../contract/execution.ts';
import { expectData } from '../support/http.ts';
import { findLine } from './log-lines.ts';
import { openStage, type Stage } from './stage.ts';
import { openTemporal } from './temporal-view.ts';

describe('8.3 Correlation', () => {
  let stage: Stage;
  let apiLog: string;
  let workerLog: string;
  beforeAll(async () => {
    stage = await openStage();
    apiLog = join(stage.house.directory, 'logs', 'api.log');
    workerLog = join(stage.house.directory, 'logs', 'worker.log');
  });

  it('when a request is served, then its line has component, event, request_id and project_id', async () => {
    const named = { 'x-request-id': `served-${Date.now()}` };
    const answer = await stage.admin.session.post(stage.at('/intents'), { actionId: 'demo.counter.increment', inputs: {} }, named);
    expect(answer.headers.get('x-request-id')).toBe(named['x-request-id']);
    expect(await findLine(apiLog, ({ event, request_id }) => event === 'request-served' && request_id === named['x-request-id'])).toMatchObject({
      component: 'api',
      level: 'info',
      project_id: stage.projectId,
      status: 200,
    });
  });

  it('when an intent names its request, then that one id leads from the log to the audit row and its workflow', async () => {
    const requestId = `joined-${Date.now()}`;
    const answer = await stage.admin.session.post<Execution>(stage.at('/intents'), { actionId: 'demo.counter.increment', inputs: {}, requestId });
    const [execution, httpRequestId] = [expectData(answer), answer.headers.get('x-request-id')];
    expect(execution.requestId).toBe(requestId);
    const { items } = expectData(await stage.admin.session.get<{ items: Execution[] }>(stage.at(`/executions?requestId=${requestId}`)));
    expect(items).toEqual([execution]);

    const temporal = openTemporal(stage.house);
    try {
      const { workflowId, status } = await temporal.ended(String(execution.workflowId));
      expect({ workflowId, status: status.name }).toEqual({ workflowId: execution.workflowId, status: 'COMPLETED' });
    } finally {
      await temporal.close();
    }
    const joined = { request_id: requestId, project_id: stage.projectId, workflow_id: execution.workflowId };
    expect(await findLine(apiLog, ({ event, request_id }) => event === 'attempt-opened' && request_id === requestId)).toMatchObject({ component: 'api', ...joined, http_request_id: httpRequestId });
    expect(await findLine(workerLog, ({ event, request_id }) => event === 'execution-recorded' && request_id === requestId)).toMatchObject({
      component: 'worker',
      ...joined,
      execution_id: execution.executionId,
      user_id: stage.admin.userId,
      trigger: 'api',
      status: 'success',
    });
  });

  it('when a turn or a plan leads to an execution, then its line in the log names the same request, workflow and row', async () => {
    const turn = await stage.admin.say('add 5');
    const plan = await stage.admin.runPlan([{ actionId: 'demo.counter.increment' }]);
    for (const { requestId, executionId, workflowId, trigger } of (await stage.executions()).filter(({ turnId, planId }) => turnId === turn.turnId || planId === plan.planId)) {
      const line = await findLine(workerLog, ({ event, execution_id }) => event === 'execution-recorded' && execution_id === executionId);
      expect(line).toMatchObject({ request_id: requestId, workflow_id: workflowId, project_id: stage.projectId, trigger });
    }
  });
});
