import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Approval } from '../../contract/approval.ts';
import type { Child } from '../../local/child.ts';
import { whenReady } from '../../local/applications.ts';
import { ids } from '../../temporal/ids.ts';
import { startSweep } from '../../temporal/start-sweep.ts';
import { openApprovals, type ApprovalsStage } from '../acceptance/approvals-stage.ts';
import { openSql, type Sql } from '../acceptance/sql.ts';
import { openTemporal, type TemporalView } from '../acceptance/temporal-view.ts';
import { type House, startHouse } from '../support/house.ts';
import { expectData } from '../support/http.ts';

const SLOW_MS = 180_000; // A busy machine takes its time to start processes; how long is no question of this test.
const LOOKS = 400;

let house: House;
let worker: Child;
let api: Child;
let stage: ApprovalsStage;
let view: TemporalView;
let sql: Sql;
beforeAll(async () => {
  house = await startHouse({ INTENT_WAIT_MS: '3000' });
  ({ worker, api } = house);
  stage = await openApprovals(undefined, house);
  view = openTemporal(house);
  sql = await openSql(house.databaseUrl);
}, SLOW_MS);
afterAll(async () => {
  await view.close();
  await sql.close();
  await house.stop();
});

async function kill(child: Child): Promise<void> {
  process.kill(child.pid, 'SIGKILL');
  await child.ended;
}

async function settled(approval: Approval): Promise<Approval> {
  for (let looks = 0; looks < LOOKS; looks += 1) {
    const now = await stage.read(approval);
    if (now.outcomeExecutionId !== null) return now;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('the request was not settled');
}

/** The id of the workflow that waits, once it is there: the caller is answered at the commit, so that may be a moment later. */
async function waitingWorkflow({ approvalId }: Approval): Promise<string> {
  const workflowId = ids.approval(stage.projectId, approvalId);
  for (let looks = 0; looks < LOOKS; looks += 1) {
    if (await view.describe(workflowId).then(() => true, () => false)) return workflowId;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`there is no workflow ${workflowId}`);
}

async function expectOnce(approval: Approval, statuses: string[]): Promise<void> {
  expect((await stage.rowsOf(approval)).map(({ status }) => status)).toEqual(statuses);
}

/** A vote whose signal was lost: the row alone. */
const voteUnheard = ({ approvalId }: Approval) =>
  sql.rows(`insert into approval_vote (approval_id, user_id, vote, comment, at) values ($1, $2, 'approve', null, clock_timestamp() - interval '20 seconds')`, [approvalId, stage.second.userId]);
const age = ({ approvalId }: Approval) => sql.rows(`update approval set created_at = created_at - interval '1 minute' where approval_id = $1`, [approvalId]);
const sweep = async () => (await startSweep(view.temporal)).result();

describe('an approval outlives what carries it', () => {
  it('when the signal of a vote is lost, then the sweep makes up for it', async () => {
    const approval = await stage.ask();
    await age(approval);
    await voteUnheard(approval);
    await sweep();
    expect(await settled(approval)).toMatchObject({ status: 'approved' });
    await expectOnce(approval, ['pending_approval', 'success']);
  }, SLOW_MS);

  it('when its workflow is gone from Temporal with the signal, then the sweep starts it again', async () => {
    const approval = await stage.ask();
    await age(approval);
    const workflowId = await waitingWorkflow(approval);
    await voteUnheard(approval);
    await view.temporal.client.workflowService.deleteWorkflowExecution({ namespace: house.namespace, workflowExecution: { workflowId } });
    await sweep();
    expect(await settled(approval)).toMatchObject({ status: 'approved' });
  }, SLOW_MS);

  it('when a person ends its workflow in Temporal, then the sweep closes it as cancelled', async () => {
    const approval = await stage.ask();
    await age(approval);
    await view.temporal.client.workflow.getHandle(await waitingWorkflow(approval)).terminate('by hand');
    await sweep();
    expect(await settled(approval)).toMatchObject({ status: 'cancelled' });
    await expectOnce(approval, ['pending_approval', 'rejected']);
  }, SLOW_MS);

  it('when the worker dies before a vote, then the vote is stored, and the next worker carries it out once', async () => {
    const approval = await stage.ask();
    const before = await stage.counter();
    await kill(worker);
    expect(expectData(await stage.vote(stage.second, approval, 'approve'))).toMatchObject({ status: 'pending', votes: [{ vote: 'approve' }] });
    worker = await house.startProcess('worker');
    expect(await settled(approval)).toMatchObject({ status: 'approved' });
    await expectOnce(approval, ['pending_approval', 'success']);
    expect(await stage.counter()).toBe(before + 1);
  }, SLOW_MS);

  it('when api and worker are killed and started again while it waits, then it still waits, and is carried out once it is decided', async () => {
    const approval = await stage.ask();
    await Promise.all([kill(worker), kill(api)]);
    [worker, api] = [await house.startProcess('worker'), await house.startProcess('api')];
    await whenReady({ url: house.url, children: [worker, api] });
    expect(await stage.read(approval)).toEqual(approval);
    expectData(await stage.vote(stage.second, approval, 'approve'));
    expect(await settled(approval)).toMatchObject({ status: 'approved' });
    await expectOnce(approval, ['pending_approval', 'success']);
  }, SLOW_MS);
});
