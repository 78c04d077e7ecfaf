import type { AuditVerdict } from '../../contract/audit-export.ts';
import { routes } from '../../contract/routes.ts';
import { chainMac } from '../../platform/chain-mac.ts';
import { parseKeyRing } from '../../platform/key-ring.ts';
import { createSeal } from '../../platform/seal.ts';
import { readPieces, textLines, writeText } from '../../platform/text-lines.ts';
import type { AddCommand } from '../command.ts';
import { CommandError, usageError } from '../command-error.ts';
import { EXIT_CODES } from '../exit-code.ts';
import { readInstant } from '../read-instant.ts';
import type { Shell } from '../shell.ts';
import { checkExport, MAX_LINE_BYTES } from '../verify-export.ts';

type Range = { from?: string; to?: string; out?: string };

/** `gatehouse audit`: takes the recorded history along, and verifies such a file without any Gatehouse. */
export const addAudit: AddCommand = (program, shell) => {
  const group = program.command('audit').description('take the recorded history along, and verify what was taken');
  group
    .command('export')
    .description('write the executions of a project as signed lines')
    .option('--from <time>', 'from this time on')
    .option('--to <time>', 'before this time')
    .option('--out <file>', 'into this file, instead of to the standard output')
    .action(shell.act((range: Range) => exportAudit(shell, range)));
  group
    .command('verify <file>')
    .description('verify an export offline; with SECRET_KEYS in the environment also that each row is as it was written')
    .option('--public-key <key>', 'that it was signed with this key, as `GET /org/audit-key` shows it')
    .action(shell.act((file: string, { publicKey }: { publicKey?: string }) => verifyFile(shell, file, publicKey ?? null)));
};

/** What arrives is verified as it comes, so that an export that was cut off is never taken for a whole one. */
async function exportAudit(shell: Shell, { from, to, out }: Range) {
  const query = { from: from && readInstant(from), to: to && readInstant(to) };
  const pieces = await shell.client().download(routes.exportAudit, { params: { projectId: await shell.projectId() }, query });
  const check = checkExport({ publicKey: null, macWith: null });
  const file = out === undefined ? null : writeText(out);
  try {
    for await (const line of textLines(pieces, MAX_LINE_BYTES)) {
      check.take(line);
      if (file) await file.write(`${line}\n`);
      else shell.terminal.print(line);
    }
    const verdict = check.close();
    if (file) await file.finish();
    const signer = verdict.header?.signer;
    if (out !== undefined) shell.show({ file: out, ...verdict }, `${out} holds ${countText(verdict)}, signed with ${signer?.publicKey ?? 'no key'} (${signer?.keyId ?? ''}).`);
    if (!verdict.ok) shell.terminal.warn(problemsText(verdict));
    return verdict.ok ? EXIT_CODES.done : EXIT_CODES.error;
  } catch (error) {
    await file?.abandon();
    throw new CommandError(`The export was cut off: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function verifyFile(shell: Shell, file: string, publicKey: string | null) {
  const check = checkExport({ publicKey, macWith: macsOf(shell.config.secretKeys) });
  try {
    for await (const line of textLines(readPieces(file), MAX_LINE_BYTES)) check.take(line);
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const verdict = check.close();
  shell.show(verdict, verdict.ok ? soundText(verdict, publicKey) : problemsText(verdict));
  return verdict.ok ? EXIT_CODES.done : EXIT_CODES.error;
}

function macsOf(text: string | null) {
  if (text === null) return null;
  const ring = parseKeyRing(text);
  if (!ring) throw usageError('SECRET_KEYS holds no key ring; expected id:base64,… as the server has it, or nothing.');
  return chainMac(createSeal(ring));
}

const countText = ({ count }: AuditVerdict): string => (count === 1 ? '1 execution' : `${count} executions`);

function soundText({ count, macsChecked, header, ...verdict }: AuditVerdict, publicKey: string | null): string {
  const signer = header?.signer.publicKey ?? '';
  return [
    `Whole and in order: ${countText({ count, macsChecked, header, ...verdict })} of ${header?.projectName ?? ''}, exported ${header?.exportedAt ?? ''}.`,
    publicKey === null ? `Signed with the key that the file itself names: ${signer}. Give --public-key to prove whose it is.` : 'Signed with the given key.',
    macsChecked === 0 && count > 0 ? 'The hashes of the rows were not recomputed: SECRET_KEYS is not set.' : `Each row is as it was written: ${macsChecked} recomputed with SECRET_KEYS.`,
  ].join('\n');
}

const problemsText = ({ problems }: AuditVerdict): string => ['Not as it was exported:', ...problems.map(({ line, detail }) => `  line ${line}: ${detail}`)].join('\n');
