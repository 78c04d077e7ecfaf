import { z } from 'zod';
import { Alert } from './alert.ts';
import { Approval } from './approval.ts';
import { DiffEntry, Execution } from './execution.ts';
import { Instant } from './json.ts';
import { Plan } from './plan.ts';
import { Turn } from './turn.ts';

const envelope = { projectId: z.string(), at: Instant };

/** What the stream of a project carries, in the project's own order. */
export const ProjectEvent = z.discriminatedUnion('type', [
  z.strictObject({ ...envelope, type: z.literal('execution.recorded'), data: Execution.omit({ trace: true }) }),
  z.strictObject({
    ...envelope,
    type: z.literal('state.changed'),
    data: z.strictObject({ version: z.int(), executionId: z.string(), diff: z.array(DiffEntry) }),
  }),
  z.strictObject({ ...envelope, type: z.literal('turn.updated'), data: Turn }),
  z.strictObject({ ...envelope, type: z.literal('approval.updated'), data: Approval }),
  z.strictObject({ ...envelope, type: z.literal('plan.updated'), data: Plan.omit({ executions: true, preview: true }) }),
  z.strictObject({ ...envelope, type: z.literal('alert.raised'), data: Alert }),
  z.strictObject({ ...envelope, type: z.literal('alert.resolved'), data: Alert }),
]);
/** A piece of what a model says while it is asked, for the author of the turn alone. It is not kept: what counts is the turn's reply. */
export const TurnDelta = z.strictObject({ ...envelope, type: z.literal('turn.delta'), data: z.strictObject({ turnId: z.string(), text: z.string() }) });
export type TurnDelta = z.infer<typeof TurnDelta>;

export type ProjectEvent = z.infer<typeof ProjectEvent>;
export type EventType = ProjectEvent['type'];
