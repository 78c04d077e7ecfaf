import type { Proposal } from '../../contract/proposal.ts';
import type { ActionIndex, ActionProfile } from './index-actions.ts';
import type { StepReading } from './read-step.ts';

const MAX_SUGGESTIONS = 3;
const MAX_QUOTED = 80;

const reasons: Record<Extract<StepReading, { kind: 'nothing' }>['why'], (step: string) => string> = {
  unknown: (step) => `I know no action for ${quote(step)}, so nothing was done.`,
  negated: (step) => `${quote(step)} says not to do something, so nothing was done. Say only what should happen.`,
  telling: (step) => `${quote(step)} reads like a question or a condition, so nothing was done. I only carry out actions.`,
  version: (step) => `There is no such version of the action in ${quote(step)}, so nothing was done.`,
};

/** Says that nothing was understood or done, and names up to three things that one could say. */
export function sayNothing(step: string, reading: Extract<StepReading, { kind: 'nothing' }>, index: ActionIndex): Proposal {
  return { kind: 'nothing', text: [reasons[reading.why](step), suggest(reading.near, index)].join(' ').trim() };
}

/** Suggests what one could say: first what came near, then one action of each component. */
export function suggest(near: readonly ActionProfile[], index: ActionIndex): string {
  const seen = new Set<string>();
  const different = index.current.filter((action) => {
    const component = action.targets.join(' ');
    return seen.has(component) ? false : seen.add(component);
  });
  const examples = [...new Set([...near, ...different, ...index.current].map((action) => action.examples[0] ?? lowerFirst(action.title)))];
  const quoted = examples.slice(0, MAX_SUGGESTIONS).map((example) => `“${example}”`);
  return quoted.length === 0 ? '' : `You could say ${quoted.join(' or ')}.`;
}

const quote = (step: string): string => `“${step.length > MAX_QUOTED ? `${step.slice(0, MAX_QUOTED)}…` : step}”`;
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
