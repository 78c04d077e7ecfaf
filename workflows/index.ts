export { chatTurn } from './chat-turn.ts';
export { intentRun } from './intent-run.ts';
export { planRun } from './plan-run.ts';
export { sweep } from './sweep.ts';
