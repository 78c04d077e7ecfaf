import { type Gate, pass, refuse } from './gate.ts';

/** Things run inside the execution windows of the policy only. */
export const window: Gate = ({ rulebook, now }) =>
  rulebook.isOpen(now) ? pass : refuse('execution_window_violation', 'It is outside the execution windows of the policy.', { rule: 'executionWindows' });
