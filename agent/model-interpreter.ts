import type { Json, JsonObject } from '../contract/json.ts';
import type { DiffEntry } from '../contract/execution.ts';
import type { Mode } from '../contract/intent.ts';
import type { StoredMedia } from '../contract/media.ts';
import type { Fact } from '../contract/memory.ts';
import type { ModelCallOutcome } from '../contract/model-call.ts';
import type { Role } from '../contract/project.ts';
import type { Proposal, Question } from '../contract/proposal.ts';
import type { ActionSummary } from '../contract/registry.ts';

/** What came of an earlier attempt, as a prompt tells it. */
export type PastResult = {
  readonly actionId: string;
  readonly inputs: JsonObject;
  readonly status: string;
  readonly code: string | null;
  readonly detail: string;
  readonly diff: readonly DiffEntry[];
  readonly at: string;
};

/** One earlier turn of the conversation: what was said, and what Gatehouse replied. */
export type PastTurn = { readonly said: string; readonly replied: string | null };

/** An attachment, with a way to its content. */
export type Attachment = StoredMedia & { readonly readBase64: () => Promise<string> };

/**
 * All that a model may be told for one step of a turn, as it was loaded for its author. Nothing in it has authority: facts, results,
 * state and earlier words are data, and what the model proposes still has to pass every gate.
 */
export type PromptMaterial = {
  /** What the operator says now. */
  readonly message: string;
  readonly mode: Mode;
  /** How many actions the turn may still run. */
  readonly stepsLeft: number;
  readonly project: { readonly name: string; readonly version: number };
  readonly caller: { readonly name: string; readonly role: Role | null };
  /** What the author may see, the highest version of each action first. */
  readonly actions: readonly ActionSummary[];
  /** The components that those actions target. */
  readonly state: { readonly [componentId: string]: JsonObject };
  readonly facts: readonly Fact[];
  /** The last attempts of the conversation before this turn, newest last. */
  readonly results: readonly PastResult[];
  /** What this turn has done so far, oldest first; empty at its first step. */
  readonly outcomes: readonly PastResult[];
  /** The conversation before this turn, oldest first. */
  readonly conversation: readonly PastTurn[];
  /** The question that the message may answer. */
  readonly question: Question | null;
  /** A choice that was picked in a form rather than written; it answers `question`. */
  readonly answer: { readonly choice: number | string } | null;
  readonly media: readonly Attachment[];
  readonly now: string;
};

/** One request to the model, told as soon as it has ended. `request` and `response` hold no key and no attachment's content. */
export type ModelCallReport = {
  readonly round: number;
  readonly outcome: ModelCallOutcome;
  readonly request: Json;
  readonly response: Json;
  readonly tokens: { readonly prompt: number; readonly completion: number };
  readonly durationMs: number;
};

/** What goes on while a model is asked: the signal ends it, `onText` hears its words as they come, `onCall` is awaited after each request. */
export type ModelRun = {
  readonly signal: AbortSignal;
  readonly onText: (piece: string) => void;
  readonly onCall: (report: ModelCallReport) => Promise<void>;
};

/**
 * Asks a model what a message means. It runs nothing: a proposal names known actions with inputs that pass their schemas, or is a
 * question, or words alone. Throws a ModelError when the model cannot be asked.
 */
export interface ModelInterpreter {
  readonly model: string;
  readonly hasVision: boolean;
  interpret(material: PromptMaterial, run: ModelRun): Promise<Proposal>;
}
