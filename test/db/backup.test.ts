import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { backUp } from '../../db/backup/back-up.ts';
import { restore } from '../../db/backup/restore.ts';
import { openDatabase, type Database } from '../../db/database.ts';
import { readChain } from '../activities/read-chain.ts';
import { openStage, type Stage } from '../activities/stage.ts';
import { root } from '../support/services.ts';
import { createMediaStore, type MediaStore } from '../../db/stores/media.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { createMediaArchive } from '../../platform/media-archive.ts';
import { createMediaFiles } from '../../platform/media-files.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

/** One of a few bytes, and one of more than a part. */
const CONTENTS = [Buffer.from('a note'), Buffer.alloc(700_000, 'drawing ')];

/** Every file below a folder, drafts too. */
const filesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name) : []);

describe('backup and restore', () => {
  let stage: Stage;
  let projectId: string;
  let directory: string;
  let file: string;
  let url: string;
  let mediaDir: string;
  let media: MediaStore;
  const places: TestDatabase[] = [];
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'gatehouse-backup-'));
    file = join(directory, 'first.backup');
    stage = await openStage();
    projectId = await stage.project();
    for (let turn = 0; turn < 5; turn += 1) await stage.run(projectId, { actionId: 'demo.counter.increment', inputs: { amount: turn + 1 } });
    await stage.run(projectId, { actionId: 'std.status_indicator.update', inputs: { message: 'quotes " \\ ( , ) é 漢 \n\t end' } });
    await stage.run(projectId, { actionId: 'demo.counter.increment', inputs: { amount: 'much' } });
    url = await urlOf(stage.database);
    mediaDir = join(directory, 'media');
    media = createMediaStore(stage.database, createMediaFiles(mediaDir, stage.powers.seal));
    await media.store(projectId, CONTENTS.map((content) => ({ entry: { type: 'document', mimeType: 'text/plain', sha256: sha256Hex(content), bytes: content.length, name: 'a' }, content })));
    await backUp({ url, path: file, now: new Date(), media: createMediaArchive(mediaDir) });
  });
  afterAll(async () => {
    await stage.close();
    for (const place of places) await place.drop();
    rmSync(directory, { recursive: true });
  });

  const fresh = async () => {
    const place = await createTestDatabase();
    places.push(place);
    return place;
  };
  const restoreInto = (place: TestDatabase, from: string) => restore({ url: place.url, path: from, media: createMediaArchive(join(directory, `media-${place.name}`)) });
  const within = async <Result>(at: string, look: (database: Database) => Promise<Result>): Promise<Result> => {
    const database = await openDatabase({ url: at, poolSize: 2 });
    try {
      return await look(database);
    } finally {
      await database.close();
    }
  };

  it('when a backup is restored into a fresh database, then every table holds the same rows, byte for byte', async () => {
    const place = await fresh();
    await restoreInto(place, file);
    const restored = await within(place.url, tablesOf);
    expect(restored).toEqual(await tablesOf(stage.database));
    expect(restored['execution']?.rows).toBe(7);
  });

  it('when a backup is restored, then the chain holds and the state is the same', async () => {
    const place = await fresh();
    await restoreInto(place, file);
    await within(place.url, async (database) => {
      expect(await readChain({ database, seal: stage.powers.seal }, projectId)).toEqual({ checked: 7, problems: [] });
      expect(await stateOf(database, projectId)).toEqual(await stateOf(stage.database, projectId));
      expect(JSON.stringify(await stateOf(database, projectId))).toContain('漢');
    });
  });

  it('when a backup is restored, then every attachment is there again, sealed as it was, for its owner alone', async () => {
    const place = await fresh();
    expect(await restoreInto(place, file)).toMatchObject({ attachments: { files: 2, missing: 0 } });
    const folder = join(directory, `media-${place.name}`);
    const files = createMediaFiles(folder, stage.powers.seal);
    for (const content of CONTENTS) {
      const sha256 = sha256Hex(content);
      expect(await files.read({ projectId, sha256 })).toEqual(content);
      expect(statSync(join(folder, projectId, sha256)).mode & 0o777).toBe(0o600);
    }
    expect(filesIn(folder).toSorted()).toEqual(CONTENTS.map((content) => sha256Hex(content)).toSorted());
  });

  it('when the folder of attachments is another one, then nothing is backed up, unless they are to be left out', async () => {
    const elsewhere = { url, now: new Date(), media: createMediaArchive(join(directory, 'elsewhere')) };
    await expect(backUp({ ...elsewhere, path: join(directory, 'fourth.backup') })).rejects.toThrow('MEDIA_DIR holds none of the 2 attachments');
    expect(await backUp({ ...elsewhere, path: join(directory, 'fifth.backup'), media: null })).toMatchObject({ attachments: { files: 0, missing: 0 } });
  });

  it('when commits go on meanwhile, then a backup is of one instant', async () => {
    const second = join(directory, 'second.backup');
    const writing = Promise.all(Array.from({ length: 10 }, () => stage.run(projectId, { actionId: 'demo.counter.increment', inputs: { amount: 1 } })));
    await backUp({ url, path: second, now: new Date(), media: createMediaArchive(mediaDir) });
    await writing;
    const place = await fresh();
    await restoreInto(place, second);
    await within(place.url, async (database) => {
      expect((await readChain({ database, seal: stage.powers.seal }, projectId)).problems).toEqual([]);
    });
  });

  it('when a backup is written, then its owner alone may read it, and no part of one is left', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('when the file is there already, then it is kept', async () => {
    await expect(backUp({ url, path: file, now: new Date(), media: null })).rejects.toThrow('is there already');
  });

  it('when the database is not empty, then nothing is restored, and that is said', async () => {
    await expect(restore({ url, path: file, media: createMediaArchive(join(directory, 'nowhere')) })).rejects.toThrow(/not empty: \w+ holds rows/);
  });

  it('when the command line does both, then it says how much it was, and a second restore is refused', async () => {
    const place = await fresh();
    const third = join(directory, 'third.backup');
    const gatehouse = (args: string[], database: string, folder = mediaDir) =>
      promisify(execFile)(process.execPath, [join(root, 'cli', 'main.ts'), ...args], { env: { PATH: process.env['PATH'], DATABASE_URL: database, XDG_CONFIG_HOME: directory, MEDIA_DIR: folder } }).then(
        ({ stdout }) => ({ code: 0, said: stdout }),
        ({ code, stderr }: { code: number; stderr: string }) => ({ code, said: stderr }),
      );
    expect(await gatehouse(['backup', third], url)).toEqual({ code: 0, said: expect.stringMatching(/third\.backup holds \d+ rows of \d+ tables and 2 attachments\. The keys/) });
    expect(await gatehouse(['restore', third], place.url, join(directory, 'restored'))).toEqual({ code: 0, said: expect.stringMatching(/^\d+ rows of \d+ tables and 2 attachments are restored/) });
    expect(await within(place.url, tablesOf)).toEqual(await tablesOf(stage.database));
    expect(await gatehouse(['restore', third], place.url)).toEqual({ code: 1, said: expect.stringMatching(/^Nothing was restored: The database is not empty/) });
  });

  it.each([
    ['is cut off in the middle of its bytes', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2), /cannot be read|cut off/],
    ['lacks its last line', (bytes: Buffer) => repack(bytes, (lines) => lines.slice(0, -2)), 'cut off'],
    ['lacks a row', (bytes: Buffer) => repack(bytes, (lines) => lines.filter((line) => !line.startsWith('{"table":"state_delta"'))), 'sums'],
    ['holds an altered row', (bytes: Buffer) => repack(bytes, (lines) => lines.map((line) => (line.startsWith('{"table":"component_state"') ? line.replace('demo.counter', 'demo.cuonter') : line))), 'sums'],
    ['lacks an attachment', (bytes: Buffer) => repack(bytes, (lines) => lines.filter((line) => !line.startsWith('{"projectId":'))), 'attachments do not have the sum'],
    ['holds an altered attachment', (bytes: Buffer) => repack(bytes, (lines) => lines.map((line) => (line.startsWith('{"projectId":') ? line.replace(/"part":"..../, '"part":"AAAA') : line))), 'attachments do not have the sum'],
    ['names an attachment that lies elsewhere', (bytes: Buffer) => repack(bytes, (lines) => lines.map((line) => (line.startsWith('{"projectId":') ? line.replace(/"projectId":"[^"]+"/, '"projectId":"../.."') : line))), 'no place of a content'],
    ['is of other migrations', (bytes: Buffer) => repack(bytes, (lines) => lines.map((line) => line.replace('0001-initial', '0001-other'))), 'migrations'],
    ['is no backup', () => Buffer.from('hello'), /cannot be read|no backup/],
  ])('when the file %s, then that is said and the database stays empty', async (_when, damage, complaint) => {
    const damaged = join(directory, 'damaged.backup');
    writeFileSync(damaged, damage(readFileSync(file)));
    const place = await fresh();
    const folder = join(directory, `damaged-${place.name}`);
    await expect(restore({ url: place.url, path: damaged, media: createMediaArchive(folder) })).rejects.toThrow(complaint);
    expect(filesIn(folder)).toEqual([]);
    const tables = await within(place.url, tablesOf);
    expect(Object.entries(tables).filter(([table, { rows }]) => table !== 'migration' && rows > 0)).toEqual([]);
  });
});

const repack = (bytes: Buffer, change: (lines: string[]) => string[]) => gzipSync(change(gunzipSync(bytes).toString('utf8').split('\n')).join('\n'));

const urlOf = async (database: Database) => {
  const [row] = await database.read<{ name: string }>('select current_database() as name');
  const place = await createTestDatabase();
  await place.drop();
  return place.url.replace(place.name, row?.name ?? '');
};

const stateOf = (database: Database, projectId: string) => database.read('select component_id, version, state from component_state where project_id = $1 order by component_id', [projectId]);

/** Of every table, how many rows it holds and a digest of them. */
async function tablesOf(database: Database): Promise<Record<string, { rows: number; digest: string }>> {
  const names = await database.read<{ name: string }>("select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where relkind = 'r' and nspname = 'public' and relname <> 'migration'");
  const tables: Record<string, { rows: number; digest: string }> = {};
  for (const { name } of names) {
    const [row] = await database.read<{ rows: number; digest: string }>(`select count(*)::int as rows, coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from "${name}" t`);
    tables[name] = row ?? { rows: 0, digest: '' };
  }
  return tables;
}
