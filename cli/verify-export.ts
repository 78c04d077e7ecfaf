import { AuditExecution, AuditFooter, AuditHeader, type AuditVerdict } from '../contract/audit-export.ts';
import { z } from 'zod';
import { type AuditLine, openExportVerification } from '../domain/integrity/open-export-verification.ts';
import type { MacWith } from '../domain/integrity/recorded-row.ts';
import { createRunningHash, isSignedBy } from '../platform/audit-signer.ts';

/** The longest line that is read: an execution has far less. */
export const MAX_LINE_BYTES = 64 * 1_048_576;

const Line = z.discriminatedUnion('type', [AuditHeader, AuditExecution, AuditFooter]);

/** A verification that lines are handed to as they come. */
export type ExportCheck = { readonly take: (line: string) => void; readonly close: () => AuditVerdict };

/** Verifies an export from its lines alone: with a public key who signed it, with the keys of the ring also each row. */
export function checkExport({ publicKey, macWith }: { publicKey: string | null; macWith: MacWith | null }): ExportCheck {
  const verification = openExportVerification({ publicKey, isSignedBy, macWith });
  const before = createRunningHash();
  return {
    take: (line) => {
      verification.take(parseLine(line), before.hex);
      before.add(`${line}\n`);
    },
    close: verification.close,
  };
}

function parseLine(line: string): AuditLine {
  try {
    return Line.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
