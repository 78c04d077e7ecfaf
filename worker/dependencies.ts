import { createOfflineInterpreter } from '../agent/offline/offline-interpreter.ts';
import type { Powers } from '../activities/dependencies.ts';
import { createWake } from '../db/feed.ts';
import { createAttempts } from '../db/stores/attempts.ts';
import { createMembers } from '../db/stores/members.ts';
import { createPolicyReader } from '../db/stores/policy-reader.ts';
import { createDayStarts } from '../domain/budget/day-start.ts';
import { createFootprints } from '../domain/footprint.ts';
import { systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { sha256Hex } from '../platform/digest.ts';
import { readPackFiles } from '../platform/files.ts';
import { mintId } from '../platform/ids.ts';
import { loadCatalog } from '../registry/load-catalog.ts';
import { createRegistryViews } from '../registry/view.ts';
import { ids } from '../workflows/ids.ts';

/** Puts together what the activities of this process are made of. */
export function createPowers(config: Config, { database, seal, logger, workflows }: Pick<Powers, 'database' | 'seal' | 'logger' | 'workflows'>): Powers {
  const catalog = loadCatalog(readPackFiles(config.packsDir), sha256Hex);
  return {
    database,
    catalog,
    seal,
    logger,
    mintId,
    footprint: createFootprints(catalog),
    dayStart: createDayStarts(),
    readPolicy: createPolicyReader(),
    attempts: createAttempts(seal),
    registryFor: createRegistryViews(catalog),
    members: createMembers(database),
    interpreter: createOfflineInterpreter(),
    clock: systemClock,
    sha256: sha256Hex,
    engine: { requireConfirmation: config.requireConfirmation },
    checkpointEvery: config.checkpointEvery,
    retention: config.retention,
    planLimits: config.planLimits,
    planWorkflowId: ids.plan,
    approvalWorkflowId: ids.approval,
    workflows,
    wake: createWake(database.read, (error) => logger.warn('wake-failed', 'Streams will notice at their next poll.', { error })),
  };
}
