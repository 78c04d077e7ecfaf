import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256Hex } from './digest.ts';
import { keyIdOf, SealError, type Seal } from './seal.ts';

/** Where one content lies: its project, and its SHA-256 in hex. */
export type MediaPlace = { readonly projectId: string; readonly sha256: string };

/** The contents of attachments as files, a folder for each project, sealed with the key ring. */
export type MediaFiles = {
  /** Writes a content, readable by its owner alone; the file appears whole or not at all. */
  write: (place: MediaPlace, content: Uint8Array) => Promise<void>;
  /** The id of the key that seals what is written. */
  keyId: string;
  /** Seals a content anew where another key has sealed it; answers whether that was so, or null where there is no such file. */
  reseal: (place: MediaPlace) => Promise<boolean | null>;
  /** Reads a content, or null where there is none; throws when it is not what its name says. */
  read: (place: MediaPlace) => Promise<Buffer | null>;
  /** Deletes a content, whether or not it is there. */
  remove: (place: MediaPlace) => Promise<void>;
  /** Deletes all contents of a project, whether or not there are any. */
  removeProject: (projectId: string) => Promise<void>;
  /** Deletes drafts that a process which died has left, at most so many; nobody writes for an hour. */
  removeOldDrafts: (now: Date, atMost: number) => Promise<void>;
};

const PURPOSE = 'media';
const DRAFTS = 'drafts';
const OWNER_ONLY = { file: 0o600, directory: 0o700 };
const DRAFT_MS = 3_600_000;
const PROJECT_ID = /^[A-Za-z0-9_-]{1,64}$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** Files below `directory`, which is made when the first is written. */
export function createMediaFiles(directory: string, seal: Pick<Seal, 'keyId' | 'seal' | 'open'>): MediaFiles {
  const pathOf = (place: MediaPlace) => pathOfMedia(directory, place);
  const write: MediaFiles['write'] = async (place, content) => writeSealed(join(directory, DRAFTS), pathOf(place), seal.seal(PURPOSE, content));
  const open = (sealed: Buffer, { sha256 }: MediaPlace): Buffer => {
    const content = seal.open(PURPOSE, sealed);
    if (sha256Hex(content) !== sha256) throw new SealError(`The content ${sha256} is another one than its name says.`);
    return content;
  };
  return {
    write,
    keyId: seal.keyId,
    reseal: async (place) => {
      const sealed = await readFile(pathOf(place)).catch(unlessMissing);
      if (sealed === null) return null;
      if (keyIdOf(sealed) === seal.keyId) return false;
      await write(place, open(sealed, place));
      return true;
    },
    read: async (place) => {
      const sealed = await readFile(pathOf(place)).catch(unlessMissing);
      return sealed === null ? null : open(sealed, place);
    },
    remove: async (place) => rm(pathOf(place), { force: true }),
    removeProject: async (projectId) => rm(folderOf(directory, projectId), { recursive: true, force: true }),
    removeOldDrafts: (now, atMost) => removeOlder(join(directory, DRAFTS), now.getTime() - DRAFT_MS, atMost),
  };
}

/** Where the sealed file of a content lies; throws a TypeError for what is no place. */
export function pathOfMedia(directory: string, { projectId, sha256 }: MediaPlace): string {
  if (!SHA256.test(sha256)) throw new TypeError('This is no place of a content.');
  return join(folderOf(directory, projectId), sha256);
}

function folderOf(directory: string, projectId: string): string {
  if (!PROJECT_ID.test(projectId) || projectId === DRAFTS) throw new TypeError('This is no place of a content.');
  return join(directory, projectId);
}

async function writeSealed(drafts: string, path: string, sealed: Buffer): Promise<void> {
  for (const folder of [drafts, dirname(path)]) await mkdir(folder, { recursive: true, mode: OWNER_ONLY.directory });
  const draft = join(drafts, randomBytes(16).toString('hex'));
  try {
    const file = await open(draft, 'wx', OWNER_ONLY.file);
    try {
      await file.writeFile(sealed);
      await file.sync(); // A row is about to say that it is there.
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function removeOlder(folder: string, before: number, atMost: number): Promise<void> {
  const names = (await readdir(folder).catch(unlessMissing)) ?? [];
  for (const name of names.slice(0, atMost)) {
    const path = join(folder, name);
    const found = await stat(path).catch(unlessMissing);
    if (found && found.mtimeMs < before) await rm(path, { recursive: true, force: true });
  }
}

function unlessMissing(error: unknown): null {
  if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
