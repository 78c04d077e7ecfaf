import type { Attempt } from '../execution/attempt.ts';
import type { Outcome } from '../execution/run-intent.ts';
import type { Facts } from '../facts.ts';

/** A step of a plan as it was tried on what the steps before it would leave. */
export type TriedStep = { readonly attempt: Attempt; readonly facts: Facts; readonly outcome: Outcome };
