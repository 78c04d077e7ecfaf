import type pg from 'pg';
import type { z } from 'zod';
import type { LineWriter } from '../../platform/line-file.ts';
import type { MediaArchive, MediaRestore } from '../../platform/media-archive.ts';
import { createRunningDigest } from '../../platform/running-digest.ts';
import { BackupError, type AttachmentSum, type BackupPart } from './backup-format.ts';

type Part = z.infer<typeof BackupPart>;

const ROWS_AT_ONCE = 200;
const BARE: AttachmentSum = { files: 0, sha256: createRunningDigest().hex(), missing: 0 };

/** Writes the files of all attachments behind the rows, sealed as they are. Throws where there are attachments and not one file: then it looks in the wrong place. */
export async function writeAttachments(client: pg.Client, file: LineWriter, media: MediaArchive | null): Promise<AttachmentSum> {
  if (media === null) return BARE;
  const digest = createRunningDigest();
  const sum = { files: 0, missing: 0 };
  await client.query('declare attached no scroll cursor for select project_id as "projectId", sha256 from media order by project_id, sha256');
  for (;;) {
    const { rows } = await client.query<{ projectId: string; sha256: string }>(`fetch ${ROWS_AT_ONCE} from attached`);
    if (rows.length === 0) break;
    for (const place of rows) {
      let parts = 0;
      for await (const bytes of media.read(place)) {
        const line = JSON.stringify({ ...place, part: bytes.toString('base64') } satisfies Part);
        digest.add(line);
        await file.write(line);
        parts += 1;
      }
      sum[parts > 0 ? 'files' : 'missing'] += 1;
    }
  }
  await client.query('close attached');
  if (sum.files === 0 && sum.missing > 0) throw new BackupError(`MEDIA_DIR holds none of the ${sum.missing} attachments: it is another folder than that of api and worker. The option --without-attachments leaves them out.`);
  return { ...sum, sha256: digest.hex() };
}

/** Takes the parts of attachments as they come in a backup. */
export type AttachmentTaker = Pick<MediaRestore, 'finish' | 'abandon'> & {
  take: (part: Part) => Promise<void>;
  /** What came so far. */
  sum: () => Pick<AttachmentSum, 'files' | 'sha256'>;
};

/** Puts the parts of attachments into files, in the order in which they come. */
export function takeAttachments(restore: MediaRestore): AttachmentTaker {
  const digest = createRunningDigest();
  let files = 0;
  let last = '';
  return {
    finish: restore.finish,
    abandon: restore.abandon,
    take: async ({ projectId, sha256, part }) => {
      const name = `${projectId}/${sha256}`;
      if (name !== last) files += 1;
      last = name;
      digest.add(JSON.stringify({ projectId, sha256, part } satisfies Part));
      await restore.write({ projectId, sha256 }, Buffer.from(part, 'base64')).catch((error: unknown) => {
        throw new BackupError(`An attachment cannot be put back: ${error instanceof Error ? error.message : String(error)}`);
      });
    },
    sum: () => ({ files, sha256: digest.hex() }),
  };
}
