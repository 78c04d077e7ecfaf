import { z } from 'zod';
import { Instant, Json } from './json.ts';

/** How one request to the model ended. */
export const ModelCallOutcome = z.enum(['answered', 'refused', 'timeout', 'rate_limited', 'unreachable', 'cancelled', 'invalid']);
export type ModelCallOutcome = z.infer<typeof ModelCallOutcome>;

/**
 * One request to the model for one turn: what it was told and what it said, so that 'why did it say this' can be answered.
 * `step` counts the rounds of an autonomous turn, `round` the repairs within one. `request` is the prompt without the
 * content of attachments.
 */
export const ModelCall = z.strictObject({
  callId: z.string(),
  turnId: z.string(),
  step: z.int(),
  round: z.int(),
  model: z.string(),
  outcome: ModelCallOutcome,
  request: Json,
  response: Json,
  tokens: z.strictObject({ prompt: z.int(), completion: z.int() }),
  durationMs: z.number(),
  createdAt: Instant,
});
export type ModelCall = z.infer<typeof ModelCall>;
