import type { Trigger } from '../contract/execution.ts';
import type { RecordedIntent } from '../contract/intent.ts';
import type { PlanPreview } from '../contract/plan.ts';
import type { EngineSettings } from '../domain/facts.ts';
import { previewPlan } from '../domain/plan/preview.ts';
import type { Seal } from '../platform/seal.ts';
import { loadScene, type SceneParts, type Supposed } from './load-scene.ts';

/** What a rehearsal is made of; the same parts that a commit uses. */
export type RehearsalParts = SceneParts & {
  readonly engine: EngineSettings;
  readonly mintId: () => string;
  readonly seal: Pick<Seal, 'mac'>;
};

export type RehearsalRequest = { projectId: string; userId: string; trigger: Trigger; steps: readonly RecordedIntent[]; supposed?: Supposed };

/**
 * Tries intents on a copy of the state as it is now, with all gates and the facts that a commit would load. It reads
 * in a read-only transaction: nothing can be written. Undefined when there is no such project.
 */
export async function rehearse(parts: RehearsalParts, request: RehearsalRequest): Promise<PlanPreview | undefined> {
  const { engine, clock, mintId, seal } = parts;
  const { projectId, userId, trigger, steps, supposed = {} } = request;
  const scene = await loadScene(parts, { projectId, userId, intents: steps, supposed });
  if (!scene) return undefined;
  return previewPlan({
    ...scene,
    trigger,
    steps,
    engine,
    elapsed: () => clock.monotonicMs(),
    mintId,
    mac: (text) => seal.mac('chain', text),
  });
}
