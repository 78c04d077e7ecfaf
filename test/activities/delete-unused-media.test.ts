import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deleteUnusedMedia } from '../../activities/sweeping/delete-unused-media.ts';
import type { Powers } from '../../activities/dependencies.ts';
import { createMediaStore, keepMedia, type MediaStore } from '../../db/stores/media.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { createMediaFiles } from '../../platform/media-files.ts';
import { openStage, type Stage } from './stage.ts';

const DAY_MS = 86_400_000;
const AT_MOST = 10;

let stage: Stage;
let media: MediaStore;
let directory: string;

beforeAll(async () => {
  stage = await openStage();
  directory = mkdtempSync(join(tmpdir(), 'gatehouse-media-'));
  media = createMediaStore(stage.database, createMediaFiles(directory, stage.powers.seal));
});
afterAll(async () => {
  await stage.close();
  rmSync(directory, { recursive: true });
});

/** Stores a content of a project as it was so many days ago; it is kept where a turn or an attempt uses it. */
async function store(projectId: string, text: string, { daysAgo, isKept }: { daysAgo: number; isKept: boolean }): Promise<string> {
  const content = Buffer.from(text);
  const entry = { type: 'document' as const, mimeType: 'text/plain', sha256: sha256Hex(content), bytes: content.length, name: text };
  await media.store(projectId, [{ entry, content }]);
  if (isKept) await keepMedia(stage.database.read, projectId, [entry]);
  await stage.database.read("update media set last_used_at = last_used_at - $3 * interval '1 day' where project_id = $1 and sha256 = $2", [projectId, entry.sha256, daysAgo]);
  return entry.sha256;
}

const sweep = (mediaDays: number | null, clock: Powers['clock'] = stage.powers.clock) =>
  deleteUnusedMedia({ media, clock, retention: { deltasDays: null, eventsDays: null, mediaDays } }, AT_MOST);

describe('deleteUnusedMedia', () => {
  it('when attachments are kept for ever, then only what a failed request has left a day ago goes, with its file', async () => {
    const projectId = await stage.project();
    const kept = await store(projectId, 'kept', { daysAgo: 4_000, isKept: true });
    const fresh = await store(projectId, 'just stored', { daysAgo: 0, isKept: false });
    const left = await store(projectId, 'left', { daysAgo: 1.01, isKept: false });
    expect(await sweep(null)).toBe(1);
    expect(await media.read(projectId, left)).toBeNull();
    for (const sha256 of [kept, fresh]) expect(await media.read(projectId, sha256)).not.toBeNull();
  });

  it('when they are kept for some days, then what was last sent before goes, of its project alone, and may come again', async () => {
    const [one, other] = [await stage.project(), await stage.project()];
    const old = await store(one, 'shared', { daysAgo: 31, isKept: true });
    await store(other, 'shared', { daysAgo: 29, isKept: true });
    await sweep(30);
    expect(await media.read(one, old)).toBeNull();
    expect(await media.read(other, old)).not.toBeNull();
    await expect(media.readBase64(one, old)).rejects.toThrow(/gone/);
    await store(one, 'shared', { daysAgo: 0, isKept: true });
    expect(await media.readBase64(one, old)).toBe(Buffer.from('shared').toString('base64'));
    expect(await sweep(30)).toBe(0);
  });

  it('when there is more than one sweep takes, then the next one goes on', async () => {
    const projectId = await stage.project();
    for (let n = 0; n < AT_MOST + 2; n += 1) await store(projectId, `many ${n}`, { daysAgo: 2, isKept: false });
    expect([await sweep(null), await sweep(null), await sweep(null)]).toEqual([AT_MOST, 2, 0]);
  });

  it('when a content comes again while it is deleted, then it is there afterwards', async () => {
    const projectId = await stage.project();
    for (let round = 0; round < 10; round += 1) {
      const sha256 = await store(projectId, `raced ${round}`, { daysAgo: 31, isKept: true });
      const content = Buffer.from(`raced ${round}`);
      const entry = { type: 'document' as const, mimeType: 'text/plain', sha256, bytes: content.length, name: 'raced' };
      await Promise.all([sweep(30), media.store(projectId, [{ entry, content }])]);
      expect(await media.read(projectId, sha256)).toEqual(content);
    }
  });

  it('when the clock is a day ahead, then what nothing has kept since goes', async () => {
    const projectId = await stage.project();
    const sha256 = await store(projectId, 'never used', { daysAgo: 0, isKept: false });
    const clock = { ...stage.powers.clock, now: () => new Date(Date.now() + DAY_MS + 1_000) };
    await sweep(null, clock);
    expect(await media.read(projectId, sha256)).toBeNull();
  });
});
