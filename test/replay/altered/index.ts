import { sleep } from '@temporalio/workflow';
import * as workflows from '../../../workflows/index.ts';

/** The workflows as a careless change would leave them: each does something before what its histories say comes first. */
const afterNap =
  <Input, Output>(run: (input: Input) => Promise<Output>) =>
  async (input: Input): Promise<Output> => {
    await sleep('1 s');
    return run(input);
  };

export const approvalRun = afterNap(workflows.approvalRun);
export const backtestRun = afterNap(workflows.backtestRun);
export const channelTest = afterNap(workflows.channelTest);
export const chatTurn = afterNap(workflows.chatTurn);
export const incidentRun = afterNap(workflows.incidentRun);
export const intentRun = afterNap(workflows.intentRun);
export const noticeRun = afterNap(workflows.noticeRun);
export const planRun = afterNap(workflows.planRun);
export const projectLane = afterNap(workflows.projectLane);
export const purgeRun = afterNap(workflows.purgeRun);
export const reEncryptionRun = afterNap(workflows.reEncryptionRun);
export const sweep = afterNap(workflows.sweep);
