import type { Trigger } from '../contract/execution.ts';
import type { Intent } from '../contract/intent.ts';
import type { PlanPreview } from '../contract/plan.ts';
import type { Catalog } from '../domain/catalog.ts';
import type { ActionDeclaration } from '../domain/action.ts';
import { strangerOf } from '../domain/execution/decide-attempts.ts';
import type { EngineSettings } from '../domain/facts.ts';
import type { Footprint } from '../domain/footprint.ts';
import { previewPlan } from '../domain/plan/preview.ts';
import type { Clock } from '../platform/clock.ts';
import type { Seal } from '../platform/seal.ts';
import type { Database } from './database.ts';
import { loadFacts } from './stores/facts.ts';
import { readHead } from './stores/heads.ts';
import type { PolicyReader } from './stores/policy-reader.ts';

/** What a rehearsal is made of; the same parts that a commit uses. */
export type RehearsalParts = {
  readonly database: Pick<Database, 'snapshot'>;
  readonly catalog: Catalog;
  readonly footprint: (action: ActionDeclaration) => Footprint;
  readonly dayStart: (now: number, timeZone: string) => number;
  readonly readPolicy: PolicyReader;
  readonly engine: EngineSettings;
  readonly clock: Clock;
  readonly mintId: () => string;
  readonly seal: Pick<Seal, 'mac'>;
};

export type RehearsalRequest = { projectId: string; userId: string; trigger: Trigger; steps: readonly Intent[] };

/**
 * Tries intents on a copy of the state as it is now, with all gates and the facts that a commit would load. It reads
 * in a read-only transaction: nothing can be written. Undefined when there is no such project.
 */
export async function rehearse(parts: RehearsalParts, request: RehearsalRequest): Promise<PlanPreview | undefined> {
  const { catalog, footprint, dayStart, engine, clock, mintId, seal } = parts;
  const { projectId, userId, trigger, steps } = request;
  const loaded = await parts.database.snapshot(async (sql) => {
    const head = await readHead(sql, projectId);
    if (!head) return undefined;
    const inForce = await parts.readPolicy(sql, projectId, head.policyVersion);
    const actionIds = steps.map(({ actionId }) => actionId);
    const gathering = { catalog, footprint, dayStart, ...inForce, head, actionIds, now: Math.max(clock.now().getTime(), head.at) };
    const facts = await loadFacts(sql, gathering, { userIds: [userId], requestIds: [], attemptIds: [], planIds: [], wholeState: true });
    return { gathering, ...facts };
  });
  if (!loaded) return undefined;
  const { gathering, start, callers } = loaded;
  return previewPlan({
    gathering,
    start,
    caller: callers[userId] ?? strangerOf(userId),
    trigger,
    steps,
    engine,
    elapsed: () => clock.monotonicMs(),
    mintId,
    mac: (text) => seal.mac('chain', text),
  });
}
