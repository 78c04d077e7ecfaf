import type { PlanPreview } from '../../contract/plan.ts';
import type { SimulatedStep } from '../../contract/turn.ts';
import { diffInWords } from '../execution/words.ts';
import type { Composed } from './compose-reply.ts';

/** Words what a message would come to, with every step of it. Its text says first that nothing was run. */
export function replyToSimulation(preview: Pick<PlanPreview, 'steps' | 'diff'>): Composed {
  const simulation = preview.steps.map(({ nextState: _left, ...step }) => step);
  const blocked = simulation.findIndex(({ status }) => status === 'rejected' || status === 'failed');
  const step = simulation[blocked];
  const kind = step === undefined ? 'plan' : step.status === 'failed' ? 'error' : 'refused';
  const text = step === undefined ? passing(preview, simulation) : blocking(step, blocked, simulation.length);
  return { status: 'done', reply: { text: `Simulated, nothing was run. ${text}`, kind, executionIds: [], simulation } };
}

function blocking({ status, message }: SimulatedStep, index: number, count: number): string {
  const subject = count === 1 ? 'It' : `Step ${index + 1} of ${count}`;
  return `${subject} would ${status === 'failed' ? 'fail' : 'be refused'}: ${message}`;
}

function passing({ diff }: Pick<PlanPreview, 'diff'>, steps: readonly SimulatedStep[]): string {
  const held = steps.some(({ status }) => status === 'pending_approval');
  const confirmed = steps.some(({ intent }) => intent.confirmed);
  const conditions = [...(confirmed ? ['a confirmation'] : []), ...(held ? ['approval'] : [])];
  const when = conditions.length === 0 ? '' : `, after ${conditions.join(' and ')}`;
  const change = diff.length === 0 ? 'nothing would change' : diffInWords(diff);
  return steps.length === 1 ? `It would run${when}: ${change}.` : `All ${steps.length} steps would run${when}: ${change}.`;
}
