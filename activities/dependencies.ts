import type { Interpreter } from '../agent/interpreter.ts';
import type { ModelInterpreter } from '../agent/model-interpreter.ts';
import type { Mode } from '../contract/intent.ts';
import type { WorkflowPower } from '../contract/open-work.ts';
import type { Role } from '../contract/project.ts';
import type { RegistryView } from '../contract/registry.ts';
import type { Database } from '../db/database.ts';
import type { AlertChannels } from '../db/stores/alert-channels.ts';
import type { Attempts } from '../db/stores/attempts.ts';
import type { MediaStore } from '../db/stores/media.ts';
import type { Members } from '../db/stores/members.ts';
import type { PolicyReader } from '../db/stores/policy-reader.ts';
import type { Projects } from '../db/stores/projects.ts';
import type { Whisper } from '../db/whisper.ts';
import type { ActionDeclaration } from '../domain/action.ts';
import type { Catalog } from '../domain/catalog.ts';
import type { EngineSettings } from '../domain/facts.ts';
import type { Footprint } from '../domain/footprint.ts';
import type { SendWebhook } from '../effects/webhook/send-webhook.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Seal } from '../platform/seal.ts';

/** How many days deltas, events and attachments are kept; null is for ever. */
export type Retention = { readonly deltasDays: number | null; readonly eventsDays: number | null; readonly mediaDays: number | null };

/** What the activities are made of; the worker's composition root fills it in. */
export type Powers = {
  readonly database: Database;
  readonly catalog: Catalog;
  readonly footprint: (action: ActionDeclaration) => Footprint;
  readonly dayStart: (now: number, timeZone: string) => number;
  readonly readPolicy: PolicyReader;
  readonly attempts: Attempts;
  readonly media: Pick<MediaStore, 'readBase64' | 'deleteUnused' | 'deleteProject' | 'reseal'>;
  /** What somebody with this role may see. */
  readonly registryFor: (role: Role | null) => RegistryView;
  readonly members: Pick<Members, 'find'>;
  readonly projects: Pick<Projects, 'find'>;
  readonly interpreter: Interpreter;
  /** What asks a model; null where none is configured, and then `interpreter` reads all that is said. */
  readonly modelInterpreter: ModelInterpreter | null;
  /** Tells the author of a turn what a model says as it comes; harmless to miss. */
  readonly whisper: Whisper;
  readonly seal: Seal;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly mintId: () => string;
  readonly sha256: (text: string) => string;
  readonly engine: EngineSettings;
  readonly checkpointEvery: number;
  /** How many days records are kept; null keeps them for ever. */
  readonly retention: Retention;
  readonly planLimits: Readonly<Record<Mode, number>>;
  /** Who is told of what needs attention. */
  readonly alertChannels: Pick<AlertChannels, 'toldOf' | 'open'>;
  readonly sendWebhook: SendWebhook;
  /** The address of the page, as people reach it, without a slash at its end. */
  readonly peopleAddress: string;
  readonly approvalWorkflowId: (projectId: string, approvalId: string) => string;
  readonly planWorkflowId: (projectId: string, planId: string) => string;
  /** Looks at workflows and starts them again; the sweep alone uses it. */
  readonly workflows: WorkflowPower;
  /** Tells the streams that a project has new events; coalesced, and harmless to miss. */
  readonly wake: (projectId: string) => void;
};
