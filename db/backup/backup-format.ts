import { z } from 'zod';

const MAX_TABLES = 500;

/** The first line of a backup: what it is of, with the columns of each table in the order in which its rows hold them. */
export const BackupHead = z.strictObject({
  format: z.literal('gatehouse-backup'),
  formatVersion: z.literal(2),
  createdAt: z.string(),
  migrations: z.array(z.string()).max(MAX_TABLES),
  tables: z.array(z.strictObject({ table: z.string(), columns: z.array(z.string()) })).max(MAX_TABLES),
});
export type BackupHead = z.infer<typeof BackupHead>;

/** Rows of one table, each as Postgres writes a row as text. */
export const BackupRows = z.strictObject({ table: z.string(), rows: z.array(z.string()) });

/** A part of the sealed file of an attachment, in base64; the parts of one file follow each other. */
export const BackupPart = z.strictObject({ projectId: z.string(), sha256: z.string(), part: z.base64() });

/** The attachments in a backup: how many files, the SHA-256 over their parts in order, and how many rows had no file. */
export const AttachmentSum = z.strictObject({ files: z.int(), sha256: z.string(), missing: z.int() });
export type AttachmentSum = z.infer<typeof AttachmentSum>;

/** What a table holds in a backup: how many rows, and the SHA-256 of their texts in order. */
export const TableSum = z.strictObject({ table: z.string(), rows: z.int(), sha256: z.string() });
export type TableSum = z.infer<typeof TableSum>;

/** The last line: without it a backup was cut off. */
export const BackupTail = z.strictObject({ sums: z.array(TableSum).max(MAX_TABLES), attachments: AttachmentSum });

/** What a backup holds, or a restore has brought back. */
export type BackupSums = z.infer<typeof BackupTail>;

/** What is wrong with a backup, or with where it is to go. */
export class BackupError extends Error {
  override name = 'BackupError';
}
