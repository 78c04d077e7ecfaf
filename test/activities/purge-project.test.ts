import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { purgeProject } from '../../activities/purge-project.ts';
import { listOpenWork } from '../../db/stores/open-work.ts';
import { createProjectTombstones, type PurgeOutcome } from '../../db/stores/project-tombstones.ts';
import { createMediaStore } from '../../db/stores/media.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { createMediaFiles, type MediaFiles } from '../../platform/media-files.ts';
import { openStage, type Stage } from './stage.ts';

const MANY = 6_000;
const FILL = { actionId: 'tank.fill', inputs: { litres: 1 } };

let stage: Stage;
let files: MediaFiles;
let directory: string;
beforeAll(async () => {
  stage = await openStage();
  directory = mkdtempSync(join(tmpdir(), 'gatehouse-media-'));
  files = createMediaFiles(directory, stage.powers.seal);
  stage = stage.with({ media: createMediaStore(stage.database, files) });
});
afterAll(async () => {
  await stage.close();
  rmSync(directory, { recursive: true });
});

const purge = (projectId: string, name = projectId): Promise<PurgeOutcome> =>
  createProjectTombstones(stage.database).purge({ projectId, name, purgedBy: 'ada', purgedAt: new Date() });

/** How many rows every table that names projects holds of one, tables without any left out. */
async function rowsOf(projectId: string): Promise<Record<string, number>> {
  const tables = await stage.database.read<{ name: string }>(
    "select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name) where c.column_name = 'project_id' and c.table_schema = 'public' and t.table_type = 'BASE TABLE'",
  );
  const counts = await Promise.all(tables.map(async ({ name }) => [name, (await stage.database.read(`select 1 from ${name} where project_id = $1`, [projectId])).length] as const));
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

async function storeMedia(projectId: string): Promise<string> {
  const content = Buffer.from('a picture');
  const entry = { type: 'document' as const, mimeType: 'text/plain', sha256: sha256Hex(content), bytes: content.length, name: 'a.txt' };
  await createMediaStore(stage.database, files).store(projectId, [{ entry, content }]);
  return entry.sha256;
}

describe('a purge', () => {
  it.each(['active', 'locked', 'archived'])('when a project is %s, then nothing is left of it but its tombstone and the record of the purge, and another project is untouched', async (status) => {
    const [doomed, other] = [await stage.project(), await stage.project()];
    for (const projectId of [doomed, other]) for (let run = 0; run < 3; run += 1) await stage.run(projectId, FILL);
    await stage.open(doomed, FILL); // An attempt that nobody has decided.
    await stage.database.read('update project_head set status = $2 where project_id = $1', [doomed, status]);
    const [head] = await stage.database.read<{ hash: string; seq: number; key: string }>(
      'select chain_hash as hash, chain_seq::float8 as seq, (select key_id from execution e where e.project_id = h.project_id order by seq desc limit 1) as key from project_head h where project_id = $1',
      [doomed],
    );
    const before = await rowsOf(other);

    expect(await purge(doomed)).toMatchObject({ kind: 'done', tombstone: { projectId: doomed, name: doomed, chainSeq: head?.seq, chainHash: head?.hash, keyId: head?.key, version: 3, purgedBy: 'ada' } });
    expect(head?.seq).toBe(3);
    expect(await rowsOf(doomed)).toEqual({ project_tombstone: 1, admin_event: 1 });
    expect(await stage.database.read('select kind, actor_id, subject from admin_event where project_id = $1', [doomed])).toEqual([{ kind: 'project.purged', actor_id: 'ada', subject: doomed }]);
    expect(await rowsOf(other)).toEqual(before);
  });

  it('when the name is another one, be it by case or by a blank, or the project is gone, then nothing happens', async () => {
    const projectId = await stage.project();
    await stage.run(projectId, FILL);
    const before = await rowsOf(projectId);
    for (const name of [`${projectId}X`, `${projectId} `, '']) expect(await purge(projectId, name)).toEqual({ kind: 'other_name' });
    expect(await rowsOf(projectId)).toEqual(before);
    expect((await purge(projectId)).kind).toBe('done');
    expect(await purge(projectId)).toEqual({ kind: 'gone' });
  });

  it('when executions are under way, then each one is wholly before the purge or finds no project, and none is left', async () => {
    const projectId = await stage.project();
    const attempts = await Promise.all(Array.from({ length: 20 }, () => stage.open(projectId, FILL)));
    const runs = attempts.map((attemptId) => stage.execute({ projectId, attemptIds: [attemptId] }).then(() => 'done', (error: { type?: string }) => error.type));
    const outcome = await purge(projectId);
    const ends = await Promise.all(runs);
    expect(outcome.kind).toBe('done');
    expect(ends.filter((end) => end !== 'done' && end !== 'not_found')).toEqual([]);
    if (outcome.kind === 'done') expect(outcome.tombstone.chainSeq).toBe(ends.filter((end) => end === 'done').length);
    expect(await rowsOf(projectId)).toEqual({ project_tombstone: 1, admin_event: 1 });
  });
});

describe('purgeProject', () => {
  it('when something was left, or came meanwhile, then it is deleted with the attachments, workflows are ended, and only a last look that finds nothing closes the tombstone', async () => {
    const projectId = await stage.project();
    await purge(projectId);
    const sha256 = await storeMedia(projectId).catch(() => null);
    expect(sha256).toBeNull(); // No row, no file: who stores one now is refused.
    await stage.open(projectId, FILL);
    const ended: string[] = [];
    const ends = [2, 0, 0, 0];
    const activity = purgeProject({ ...stage.powers, workflows: { ...stage.powers.workflows, endProject: async (id) => (ended.push(id), ends.shift() ?? 0) } });

    expect(await activity({ projectId, isLast: false })).toEqual({ isDone: false });
    expect(await activity({ projectId, isLast: false })).toEqual({ isDone: true });
    expect(await openPurges()).toContain(projectId);
    expect(await activity({ projectId, isLast: true })).toEqual({ isDone: true });
    expect(await openPurges()).not.toContain(projectId);
    expect(ended).toEqual([projectId, projectId, projectId]);
    expect(await rowsOf(projectId)).toEqual({ project_tombstone: 1, admin_event: 1 });
  });

  it('when a project is larger than what goes at once, then nobody finds it any more, and steps delete the rest', async () => {
    const projectId = await stage.project();
    await stage.run(projectId, FILL);
    await multiply(projectId, MANY);
    expect((await purge(projectId)).kind).toBe('done');
    expect(await stage.powers.projects.find(projectId, 'ada')).toBeNull();
    expect((await rowsOf(projectId))['execution']).toBe(MANY + 1 - 5_000);
    const activity = purgeProject(stage.powers);
    for (let step = 0; step < MANY / 10_000 + 2; step += 1) await activity({ projectId, isLast: false });
    expect(await activity({ projectId, isLast: true })).toEqual({ isDone: true });
    expect(await rowsOf(projectId)).toEqual({ project_tombstone: 1, admin_event: 1 });
  });

  it('when attachments were stored, then their files are gone', async () => {
    const projectId = await stage.project();
    const sha256 = await storeMedia(projectId);
    expect(await stage.powers.media.readBase64(projectId, sha256)).not.toBe('');
    await purge(projectId);
    await purgeProject(stage.powers)({ projectId, isLast: true });
    await expect(stage.powers.media.readBase64(projectId, sha256)).rejects.toThrow('is gone');
  });

  it('when Temporal cannot say what runs, then rows are deleted all the same', async () => {
    const projectId = await stage.project();
    await purge(projectId);
    await stage.open(projectId, FILL);
    const away = async () => Promise.reject(new Error('Temporal is away.'));
    await purgeProject({ ...stage.powers, workflows: { ...stage.powers.workflows, endProject: away } })({ projectId, isLast: true });
    expect(await rowsOf(projectId)).toEqual({ project_tombstone: 1, admin_event: 1 });
  });

  it('when a project was never purged, then nothing of it is touched', async () => {
    const projectId = await stage.project();
    await stage.run(projectId, FILL);
    const before = await rowsOf(projectId);
    await expect(purgeProject(stage.powers)({ projectId, isLast: true })).rejects.toMatchObject({ type: 'not_found', nonRetryable: true });
    expect(await rowsOf(projectId)).toEqual(before);
  });
});

/** Copies the first execution of a project, with its attempt, event, version and ledger entry, so many times. */
async function multiply(projectId: string, times: number): Promise<void> {
  const { read } = stage.database;
  const copy = async (table: string, changes: string) => read(`insert into ${table} select r.* from ${table} x, generate_series(2, $2::int) n, jsonb_populate_record(x, ${changes}) r where x.ctid = (select ctid from ${table} where project_id = $1 limit 1)`, [projectId, times + 1]);
  await copy('execution', "jsonb_build_object('seq', n, 'execution_id', 'e' || n || x.project_id, 'attempt_id', 'a' || n || x.project_id, 'rate_seq', n)");
  await copy('attempt', "jsonb_build_object('attempt_id', 'a' || n || x.project_id)");
  await copy('event', "jsonb_build_object('seq', n + 1000000)");
  await copy('state_delta', "jsonb_build_object('version', n)");
  await copy('budget_entry', "jsonb_build_object('seq', n)");
}

async function openPurges(): Promise<string[]> {
  const work = await listOpenWork(stage.database.read, { kind: 'purge', after: '', limit: 100, graceMs: -60_000, withinMs: 0, isWhole: true });
  return work.map(({ projectId }) => projectId);
}
