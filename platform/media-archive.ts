import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { pathOfMedia, type MediaPlace } from './media-files.ts';

/** The sealed files of attachments as they lie there, for a backup: nothing is opened, and a part at a time is in memory. */
export type MediaArchive = {
  /** The bytes of a sealed file, part after part; nothing where there is no such file. */
  read: (place: MediaPlace) => AsyncGenerator<Buffer>;
  /** Begins to put files back; none of them has its place before `finish`. */
  openRestore: () => MediaRestore;
};

/** Files that are being put back. */
export type MediaRestore = {
  /** Adds a part to the file of a content. */
  write: (place: MediaPlace, part: Uint8Array) => Promise<void>;
  /** Gives every file its place, readable by its owner alone. */
  finish: () => Promise<void>;
  /** Leaves none of them. */
  abandon: () => Promise<void>;
};

const PART_BYTES = 256 * 1_024;
const OWNER_ONLY = { file: 0o600, directory: 0o700 };

/** Attachments below a folder, which need not be there. */
export const createMediaArchive = (directory: string): MediaArchive => ({
  read: (place) => readParts(pathOfMedia(directory, place)),
  openRestore: () => openRestore(directory),
});

async function* readParts(path: string): AsyncGenerator<Buffer> {
  try {
    for await (const part of createReadStream(path, { highWaterMark: PART_BYTES })) yield Buffer.from(part);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

function openRestore(directory: string): MediaRestore {
  const drafts = join(directory, 'drafts', `restore-${randomBytes(8).toString('hex')}`);
  const written: string[] = [];
  let current: { path: string; file: FileHandle } | null = null;
  const close = async () => {
    await current?.file.sync();
    await current?.file.close();
    current = null;
  };
  return {
    write: async (place, part) => {
      const path = pathOfMedia(directory, place);
      if (current?.path !== path) {
        await close();
        await mkdir(drafts, { recursive: true, mode: OWNER_ONLY.directory });
        current = { path, file: await open(join(drafts, String(written.length)), 'wx', OWNER_ONLY.file) };
        written.push(path);
      }
      await current.file.writeFile(part);
    },
    finish: async () => {
      await close();
      for (const [number, path] of written.entries()) {
        await mkdir(dirname(path), { recursive: true, mode: OWNER_ONLY.directory });
        await rename(join(drafts, String(number)), path);
      }
      await rm(drafts, { recursive: true, force: true });
    },
    abandon: async () => {
      await close().catch(() => undefined);
      await rm(drafts, { recursive: true, force: true });
    },
  };
}

const isMissing = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
