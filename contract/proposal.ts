import { z } from 'zod';
import { MissingInput } from './decision.ts';
import { JsonObject } from './json.ts';
import { Choice } from './turn.ts';

/** One step that the agent proposes: an action and its inputs, not yet judged by any gate. */
export const ProposedStep = z.strictObject({ actionId: z.string(), inputs: JsonObject });
export type ProposedStep = z.infer<typeof ProposedStep>;

/** A step that the agent has not fully understood yet; `actionId` is null while several `candidates` fit. */
export const DraftStep = z.strictObject({
  text: z.string(),
  actionId: z.string().nullable(),
  candidates: z.array(z.string()),
  inputs: JsonObject,
});
export type DraftStep = z.infer<typeof DraftStep>;

/** What the agent must know before it can go on; `draft` keeps what is understood so far, `at` is the step asked about. */
export const Question = z.strictObject({
  kind: z.literal('question'),
  text: z.string(),
  choices: z.array(Choice),
  missing: z.array(MissingInput),
  draft: z.array(DraftStep),
  at: z.int(),
});
export type Question = z.infer<typeof Question>;

/** What the agent made of a message. It is never executed as it stands: every step passes the gates. */
export const Proposal = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('intent'), step: ProposedStep }),
  z.strictObject({ kind: z.literal('plan'), steps: z.array(ProposedStep) }),
  Question,
  z.strictObject({ kind: z.literal('nothing'), text: z.string() }),
]);
export type Proposal = z.infer<typeof Proposal>;
