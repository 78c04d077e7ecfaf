import { z } from 'zod';
import { MissingInput, Suggestion } from './decision.ts';
import { SimulatedExecution } from './execution.ts';
import { SentMediaList, StoredMedia } from './media.ts';
import { Mode, RequestId } from './intent.ts';
import { Instant, JsonObject } from './json.ts';

/** The longest message that an operator may send, in characters. */
export const MAX_MESSAGE_LENGTH = 8_000;

export const TurnStatus = z.enum([
  'interpreting',
  'clarifying',
  'awaiting_confirmation',
  'awaiting_approval',
  'running',
  'done',
  'failed',
]);
export type TurnStatus = z.infer<typeof TurnStatus>;

/** One way to read an ambiguous message; the operator answers with `n`, the id or the title. */
export const Choice = z.strictObject({ n: z.int(), actionId: z.string(), title: z.string() });
export type Choice = z.infer<typeof Choice>;

/** What runs if the operator confirms, and until when that is possible. */
export const Confirmation = z.strictObject({
  steps: z.array(z.strictObject({ actionId: z.string(), title: z.string(), inputs: JsonObject })),
  expiresAt: Instant,
});
export type Confirmation = z.infer<typeof Confirmation>;

/** What a step of a simulated message would come to, without the state that it would leave. */
export const SimulatedStep = SimulatedExecution.omit({ nextState: true });
export type SimulatedStep = z.infer<typeof SimulatedStep>;

/** What Gatehouse answered; its text is worded from recorded executions, never from what an agent claims. */
export const Reply = z.strictObject({
  text: z.string(),
  kind: z.enum(['executed', 'plan', 'clarification', 'refused', 'error']),
  choices: z.array(Choice).optional(),
  missing: z.array(MissingInput).optional(),
  confirmation: Confirmation.optional(),
  /** What to do first, where a precondition failed and something would help. */
  suggestion: Suggestion.optional(),
  planId: z.string().optional(),
  executionIds: z.array(z.string()),
  /** What the steps would come to, where the message was to be simulated: none of it has run. */
  simulation: z.array(SimulatedStep).optional(),
});
export type Reply = z.infer<typeof Reply>;

/** How far a workflow is that still goes on: what it does now, and since when. */
export const Progress = z.strictObject({ phase: z.string(), gate: z.string().nullable(), since: Instant });
export type Progress = z.infer<typeof Progress>;

/** One operator message and what came of it. `progress` comes with a single turn while it is live. */
export const Turn = z.strictObject({
  turnId: z.string(),
  sessionId: z.string(),
  projectId: z.string(),
  userId: z.string(),
  message: z.string(),
  mode: Mode,
  /** Whether the message is only tried: what it asks for is worked out on a copy. */
  simulate: z.boolean(),
  status: TurnStatus,
  reply: Reply.nullable(),
  tokens: z.strictObject({ prompt: z.int(), completion: z.int() }),
  model: z.string(),
  media: z.array(StoredMedia),
  /** The keys of the facts that the model was told. */
  facts: z.array(z.string()),
  workflowId: z.string(),
  progress: Progress.optional(),
  createdAt: Instant,
});
export type Turn = z.infer<typeof Turn>;

/** What an admin of the project sees of somebody else's turn: when and how it went, and what it ran, without a word that was said. */
export const TurnMetadata = z.strictObject({
  ...Turn.shape,
  message: z.null(),
  reply: z.strictObject({ text: z.null(), kind: Reply.shape.kind, planId: z.string().optional(), executionIds: z.array(z.string()) }).nullable(),
});
export type TurnMetadata = z.infer<typeof TurnMetadata>;

/** What opens a turn. Without `sessionId` a new chat session begins. */
export const NewTurn = z.strictObject({
  message: z.string().trim().min(1).max(MAX_MESSAGE_LENGTH),
  mode: Mode.default('assisted'),
  simulate: z.boolean().default(false),
  sessionId: z.uuid().optional(),
  requestId: RequestId.optional(),
  media: SentMediaList.optional(),
});
export type NewTurn = z.infer<typeof NewTurn>;

/** An answer to a turn's open question: words, or one of its choices by number or action id. */
export const TurnAnswer = z.union([
  z.strictObject({ text: z.string().trim().min(1).max(MAX_MESSAGE_LENGTH) }),
  z.strictObject({ choice: z.union([z.int().min(1), z.string().min(1).max(200)]) }),
]);
export type TurnAnswer = z.infer<typeof TurnAnswer>;

/** The longest title that a person may give a conversation. */
const MAX_TITLE_LENGTH = 80;

/** What a person calls a conversation. */
export const SessionTitle = z.strictObject({ title: z.string().trim().min(1).max(MAX_TITLE_LENGTH) });

/** A conversation of one user in one project. `status` is that of its newest turn. */
export const ChatSession = z.strictObject({
  sessionId: z.string(),
  projectId: z.string(),
  title: z.string(),
  status: TurnStatus,
  createdAt: Instant,
  updatedAt: Instant,
});
export type ChatSession = z.infer<typeof ChatSession>;
