import { createOfflineInterpreter } from '../agent/offline/offline-interpreter.ts';
import { createOpenAiInterpreter } from '../agent/openai/openai-interpreter.ts';
import type { Powers } from '../activities/dependencies.ts';
import { createWake } from '../db/feed.ts';
import { createAlertChannels } from '../db/stores/alert-channels.ts';
import { createAttempts } from '../db/stores/attempts.ts';
import { createMediaStore } from '../db/stores/media.ts';
import { createMembers } from '../db/stores/members.ts';
import { createPolicyReader } from '../db/stores/policy-reader.ts';
import { createProjects } from '../db/stores/projects.ts';
import { createWhisper } from '../db/whisper.ts';
import { createDayStarts } from '../domain/budget/day-start.ts';
import { resolveAction } from '../domain/catalog.ts';
import { createFootprints } from '../domain/footprint.ts';
import { createGuard } from '../domain/egress/create-guard.ts';
import { createWebhookSender } from '../effects/webhook/send-webhook.ts';
import { systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { sha256Hex } from '../platform/digest.ts';
import { readPackFiles } from '../platform/files.ts';
import { mintId } from '../platform/ids.ts';
import { localAddress } from '../platform/local-address.ts';
import { createMediaFiles } from '../platform/media-files.ts';
import { openOpaRule } from '../platform/opa-rule.ts';
import { loadCatalog } from '../registry/load-catalog.ts';
import { createRegistryViews } from '../registry/view.ts';
import { ids } from '../workflows/ids.ts';

/** Puts together what the activities of this process are made of. */
export function createPowers(config: Config, { database, seal, logger, workflows }: Pick<Powers, 'database' | 'seal' | 'logger' | 'workflows'>): Powers {
  const catalog = loadCatalog(readPackFiles(config.packsDir), sha256Hex, config.opaBundle === null ? null : openOpaRule(config.opaBundle));
  const readPolicy = createPolicyReader(catalog.houseRule);
  return {
    database,
    catalog,
    seal,
    logger,
    mintId,
    footprint: createFootprints(catalog),
    dayStart: createDayStarts(),
    readPolicy,
    attempts: createAttempts(seal),
    media: createMediaStore(database, createMediaFiles(config.mediaDir, seal)),
    registryFor: createRegistryViews(catalog),
    members: createMembers(database),
    projects: createProjects(database, readPolicy),
    interpreter: createOfflineInterpreter(),
    modelInterpreter: config.model && createOpenAiInterpreter(config.model, { clock: systemClock, checkInputs: (actionId, inputs) => resolveAction(catalog, actionId)?.checkInputs(inputs) ?? null }),
    whisper: createWhisper(database.read, seal, (error) => logger.warn('whisper-failed', 'Words of a model did not reach the streams; the reply will.', { error })),
    clock: systemClock,
    sha256: sha256Hex,
    engine: { requireConfirmation: config.requireConfirmation },
    checkpointEvery: config.checkpointEvery,
    retention: config.retention,
    planLimits: config.planLimits,
    alertChannels: createAlertChannels(database, seal),
    sendWebhook: createWebhookSender({ guard: createGuard(config.egressAllow) }),
    peopleAddress: config.publicUrl ?? localAddress(config),
    planWorkflowId: ids.plan,
    approvalWorkflowId: ids.approval,
    workflows,
    wake: createWake(database.read, (error) => logger.warn('wake-failed', 'Streams will notice at their next poll.', { error })),
  };
}
