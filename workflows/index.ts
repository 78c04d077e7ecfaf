export { approvalRun } from './approval-run.ts';
export { backtestRun } from './backtest-run.ts';
export { chatTurn } from './chat-turn.ts';
export { intentRun } from './intent-run.ts';
export { noticeRun } from './notice-run.ts';
export { planRun } from './plan-run.ts';
export { projectLane } from './project-lane.ts';
export { sweep } from './sweep.ts';
