import type { Facts } from '../facts.ts';
import { pass, refuse, type Verdict } from './gate.ts';

/** The intent names an action, and a version, that is registered. */
export function action({ action: declared, intent }: Pick<Facts, 'action' | 'intent'>): Verdict {
  return declared ? pass : refuse('unknown_action', `There is no action ${intent.actionId}.`);
}
