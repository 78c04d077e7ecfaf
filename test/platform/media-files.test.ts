import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sha256Hex } from '../../platform/digest.ts';
import { createMediaFiles, type MediaFiles } from '../../platform/media-files.ts';
import { createSeal, SealError } from '../../platform/seal.ts';

const content = Buffer.from('The pump runs hot.');
const place = { projectId: '01a00000-0000-7000-8000-000000000000', sha256: sha256Hex(content) };
const ring = { id: 'k1', key: randomBytes(32) };
const HOUR_MS = 3_600_000;

let directory: string;
let files: MediaFiles;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'gatehouse-media-'));
  files = createMediaFiles(directory, createSeal([ring]));
});
afterEach(() => rmSync(directory, { recursive: true }));

const path = () => join(directory, place.projectId, place.sha256);

describe('createMediaFiles', () => {
  it('when a content is written, then it is read back, and its file is sealed and for its owner alone', async () => {
    await files.write(place, content);
    expect(await files.read(place)).toEqual(content);
    expect(readFileSync(path()).includes('pump')).toBe(false);
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    expect(statSync(join(directory, place.projectId)).mode & 0o777).toBe(0o700);
  });

  it('when a content is written many times at once, then it is whole and no draft is left', async () => {
    await Promise.all(Array.from({ length: 20 }, () => files.write(place, content)));
    expect(await files.read(place)).toEqual(content);
    expect(readdirSync(join(directory, 'drafts'))).toEqual([]);
    expect(readdirSync(join(directory, place.projectId))).toEqual([place.sha256]);
  });

  it('when nothing is there, then reading answers nothing and removing does nothing', async () => {
    expect(await files.read(place)).toBeNull();
    await files.remove(place);
    await files.removeOldDrafts(new Date(), 10);
  });

  it('when a content is removed, then it is gone', async () => {
    await files.write(place, content);
    await files.remove(place);
    expect(await files.read(place)).toBeNull();
  });

  it('when a key is rotated, then what the old one has sealed is still read', async () => {
    await files.write(place, content);
    const rotated = createMediaFiles(directory, createSeal([{ id: 'k2', key: randomBytes(32) }, ring]));
    expect(await rotated.read(place)).toEqual(content);
  });

  it('when a file was changed, or is another content, then it is not read', async () => {
    await files.write(place, content);
    const sealed = readFileSync(path());
    writeFileSync(path(), Buffer.concat([sealed, Buffer.from([0])]));
    await expect(files.read(place)).rejects.toThrow();

    const other = Buffer.from('another content');
    const otherPlace = { ...place, sha256: sha256Hex(other) };
    await files.write(otherPlace, other);
    writeFileSync(path(), readFileSync(join(directory, place.projectId, otherPlace.sha256)));
    await expect(files.read(place)).rejects.toThrow(/another one/);
  });

  it('when another key seals now, then a content is sealed anew once, and opens with that key alone', async () => {
    const newer = { id: 'k2', key: randomBytes(32) };
    const rotated = createMediaFiles(directory, createSeal([newer, ring]));
    expect(await rotated.reseal(place)).toBeNull();
    await files.write(place, content);
    expect(await files.reseal(place)).toBe(false);
    expect(await rotated.reseal(place)).toBe(true);
    expect(await rotated.reseal(place)).toBe(false);
    expect(await createMediaFiles(directory, createSeal([newer])).read(place)).toEqual(content);
    await expect(files.read(place)).rejects.toThrow('No key "k2"');
  });

  it('when a file was changed, then it is not sealed anew, and stays as it is', async () => {
    await files.write(place, content);
    const changed = Buffer.concat([readFileSync(path()), Buffer.from([0])]);
    writeFileSync(path(), changed);
    const rotated = createMediaFiles(directory, createSeal([{ id: 'k2', key: randomBytes(32) }, ring]));
    await expect(rotated.reseal(place)).rejects.toThrow(SealError);
    expect(readFileSync(path())).toEqual(changed);
  });

  it.each([
    ['leads out of the folder', { projectId: '..', sha256: place.sha256 }],
    ['is that of the drafts', { projectId: 'drafts', sha256: place.sha256 }],
    ['is empty', { projectId: '', sha256: place.sha256 }],
    ['has no hash', { projectId: place.projectId, sha256: '../../etc/passwd' }],
    ['has a hash in capitals', { projectId: place.projectId, sha256: place.sha256.toUpperCase() }],
  ])('when a place %s, then nothing is read, written or removed', async (_when, wrong) => {
    await expect(files.read(wrong)).rejects.toThrow(TypeError);
    await expect(files.write(wrong, content)).rejects.toThrow(TypeError);
    await expect(files.remove(wrong)).rejects.toThrow(TypeError);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('when a draft is older than an hour, then it is deleted, and a newer one stays', async () => {
    await files.write(place, content);
    const drafts = join(directory, 'drafts');
    for (const name of ['old', 'new']) writeFileSync(join(drafts, name), 'x');
    mkdirSync(join(drafts, 'restore-cut-off'));
    utimesSync(join(drafts, 'restore-cut-off'), new Date(0), new Date(0));
    utimesSync(join(drafts, 'old'), new Date(0), new Date(0));
    await files.removeOldDrafts(new Date(), 10);
    expect(readdirSync(drafts)).toEqual(['new']);
    await files.removeOldDrafts(new Date(Date.now() + 2 * HOUR_MS), 10);
    expect(readdirSync(drafts)).toEqual([]);
  });
});
