import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { AttemptOutcome, PlanProgress } from '../contract/activities.ts';
import type { Progress } from '../contract/turn.ts';

export const progressQuery = defineQuery<Progress>('progress');

/** Waits for the recorded outcome of an attempt. */
export const outcomeUpdate = defineUpdate<AttemptOutcome>('outcome');

/** Has the lane of a project carry these attempts, in one transaction; answers their recorded outcomes. */
export const carryUpdate = defineUpdate<AttemptOutcome[], [{ attemptIds: string[] }]>('carry');

/** Waits until a plan is at rest. */
export const planProgressUpdate = defineUpdate<PlanProgress>('planProgress');

/** Says that the row of a turn or of a request for approval has changed; it carries no authority, and the workflow looks again. */
export const lookSignal = defineSignal('look');
