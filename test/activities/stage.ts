import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { stringify } from 'yaml';
import type { Powers } from '../../activities/dependencies.ts';
import { executeIntents } from '../../activities/execute-intents.ts';
import { createOfflineInterpreter } from '../../agent/offline/offline-interpreter.ts';
import type { Execution } from '../../contract/execution.ts';
import type { JsonObject } from '../../contract/json.ts';
import type { Policy } from '../../contract/policy.ts';
import type { Role } from '../../contract/project.ts';
import { type Database, openDatabase, type Sql } from '../../db/database.ts';
import { createAlertChannels } from '../../db/stores/alert-channels.ts';
import { createAttempts } from '../../db/stores/attempts.ts';
import { findExecution } from '../../db/stores/executions.ts';
import { createMediaStore } from '../../db/stores/media.ts';
import { createMembers } from '../../db/stores/members.ts';
import { createPolicyReader } from '../../db/stores/policy-reader.ts';
import { createProjects } from '../../db/stores/projects.ts';
import { createUsers } from '../../db/stores/users.ts';
import { createDayStarts } from '../../domain/budget/day-start.ts';
import { createFootprints } from '../../domain/footprint.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { mintId } from '../../platform/ids.ts';
import type { KeyRing } from '../../platform/key-ring.ts';
import { createMediaFiles } from '../../platform/media-files.ts';
import { createLogger } from '../../platform/logger.ts';
import { createSeal } from '../../platform/seal.ts';
import { loadCatalog } from '../../registry/load-catalog.ts';
import { createRegistryViews } from '../../registry/view.ts';
import { ids } from '../../workflows/ids.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { tankPack } from './tank-pack.ts';

/** What one activity test works on: the real powers over a database of its own, with a clock that the test sets. */
export type Stage = {
  powers: Powers;
  database: Database;
  /** The same powers, changed in part: another clock, a database that fails. */
  with: (change: Partial<Powers>) => Stage;
  /** Opens a project of its own with an admin `ada`, an operator `otto` and a viewer `vera`. */
  project: (policy?: Policy) => Promise<string>;
  /** Stores an attempt and answers its id. */
  open: (projectId: string, intent: Sent) => Promise<string>;
  /** Stores an attempt, runs it and answers the recorded execution. */
  run: (projectId: string, intent: Sent) => Promise<Execution>;
  execute: ReturnType<typeof executeIntents>;
  setClock: (iso: string | null) => void;
  close: () => Promise<void>;
};

export type Sent = { actionId: string; inputs?: JsonObject; requestId?: string; userId?: string; confirmed?: boolean; demandedVersion?: number | null };

export const key = (id: string) => ({ id, key: randomBytes(32) });

const ROLES: Role[] = ['admin', 'operator', 'viewer'];
export const PEOPLE = { admin: 'ada', operator: 'otto', viewer: 'vera' } satisfies Record<Role, string>;

export async function openStage({ checkpointEvery = 50, ring = [key('k1')] }: { checkpointEvery?: number; ring?: KeyRing } = {}): Promise<Stage> {
  const testDatabase = await createTestDatabase();
  const database = await openDatabase({ url: testDatabase.url, poolSize: 20 });
  const at = { fixed: null as string | null };
  const clock = { now: () => (at.fixed === null ? new Date() : new Date(at.fixed)), monotonicMs: () => performance.now() };
  const powers = createTestPowers({ database, ring, checkpointEvery, clock });
  const users = createUsers(database);
  for (const userId of Object.values(PEOPLE)) {
    const person = { userId, username: userId, email: null, name: null, organization: null, isSystemAdmin: false };
    await users.insert({ ...person, passwordHash: null, passwordChangeRequired: false, createdAt: new Date() });
  }
  return stageOf(powers, (iso) => (at.fixed = iso), async () => {
    await database.close();
    await testDatabase.drop();
  });
}

function createTestPowers({ database, ring, checkpointEvery, clock }: { database: Database; ring: KeyRing } & Pick<Powers, 'checkpointEvery' | 'clock'>): Powers {
  const catalog = loadCatalog([{ file: 'tank.yaml', text: stringify(tankPack) }], sha256Hex);
  const seal = createSeal(ring);
  return {
    ...{ database, catalog, seal, clock, checkpointEvery, mintId, sha256: sha256Hex, wake: () => {} },
    logger: createLogger({ component: 'test', level: 'error', out: new PassThrough() }),
    footprint: createFootprints(catalog),
    dayStart: createDayStarts(),
    readPolicy: createPolicyReader(),
    attempts: createAttempts(seal),
    registryFor: createRegistryViews(catalog),
    members: createMembers(database),
    interpreter: createOfflineInterpreter(),
    ...{ projects: createProjects(database), modelInterpreter: null, whisper: () => {} },
    engine: { requireConfirmation: true },
    retention: { deltasDays: null, eventsDays: null, mediaDays: null },
    media: createMediaStore(database, createMediaFiles(mkdtempSync(join(tmpdir(), 'gatehouse-media-')), seal)),
    planLimits: { interactive: 1, assisted: 5, autonomous: 10 },
    alertChannels: createAlertChannels(database, seal),
    sendWebhook: async () => ({ kind: 'refused', detail: 'nothing is sent here', status: null, retryAfterMs: null }),
    peopleAddress: 'http://127.0.0.1:8080',
    planWorkflowId: ids.plan,
    approvalWorkflowId: ids.approval,
    workflows: { stateOf: async () => 'live', restart: async () => {}, endProject: async () => 0 },
  };
}

function stageOf(powers: Powers, setClock: Stage['setClock'], close: Stage['close']): Stage {
  const { database } = powers;
  const execute = executeIntents(powers);
  const open = async (projectId: string, { actionId, inputs = {}, requestId = mintId(), userId = 'ada', confirmed = false, demandedVersion = null }: Sent) => {
    const named = { projectId, userId, requestId, intent: { actionId, inputs } };
    const attemptId = await powers.attempts.idOf(database.read, named);
    await powers.attempts.open(database.read, { ...named, attemptId, confirmed, mode: 'assisted', trigger: 'api', planId: null, turnId: null, workflowId: `intent/${attemptId}`, demandedVersion });
    return attemptId;
  };
  return {
    ...{ powers, database, execute, open, setClock, close },
    with: (change) => stageOf({ ...powers, ...change }, setClock, close),
    project: (policy = {}) => openProject(database, policy),
    run: async (projectId, intent) => {
      const [answer] = await execute({ projectId, attemptIds: [await open(projectId, intent)] });
      return (await findExecution(database.read, projectId, answer!.executionId!))!;
    },
  };
}

async function openProject(database: Database, policy: Policy): Promise<string> {
  const projectId = mintId();
  const createdAt = new Date('2026-01-01T00:00:00Z');
  await createProjects(database).create({ projectId, name: projectId, createdBy: PEOPLE.admin, createdAt, policy, template: { name: 'default', version: 0 } });
  for (const role of ROLES) await createMembers(database).put({ projectId, userId: PEOPLE[role], role, by: 'system', at: createdAt });
  return projectId;
}

/** A database whose n-th statement inside a transaction is handed to `fault` instead of being run as it is. */
export function faultyDatabase(database: Database, fault: (statement: number, run: () => Promise<unknown[]>, sql: Sql) => Promise<unknown[]>): Database {
  return {
    ...database,
    write: (work) =>
      database.write((sql) => {
        let statement = 0;
        const wrapped = async (text: string, parameters?: readonly unknown[]) => {
          statement += 1;
          return fault(statement, () => sql(text, parameters), sql);
        };
        return work(wrapped as Sql);
      }),
  };
}

/** How many rows each table holds of a project. */
export async function countRows(database: Database, projectId: string): Promise<Record<string, number>> {
  const tables = ['execution', 'state_delta', 'state_checkpoint', 'component_state', 'budget_entry', 'outbox', 'event'];
  const counts = await Promise.all(tables.map((table) => database.read<{ n: number }>(`select count(*)::int as n from ${table} where project_id = $1`, [projectId])));
  return Object.fromEntries(tables.map((table, index) => [table, counts[index]![0]!.n]));
}

export async function readHeadRow(database: Database, projectId: string): Promise<Record<string, unknown>> {
  const [row] = await database.read<{ head: Record<string, unknown> }>('select to_jsonb(h) as head from project_head h where project_id = $1', [projectId]);
  return row!.head;
}
