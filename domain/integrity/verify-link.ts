import type { IntegrityProblem } from '../../contract/integrity.ts';
import { type MacWith, problemOf, type RecordedRow } from './recorded-row.ts';

/** The end of a chain: number and hash of its newest row; 0 and '' before the first. */
export type ChainEnd = { readonly seq: number; readonly hash: string };

/** Whether a row follows the one before without a gap, names its hash, and is what its own hash covers. */
export function verifyLink(before: ChainEnd, row: RecordedRow, macWith: MacWith): IntegrityProblem[] {
  const problems: IntegrityProblem[] = [];
  const missing = row.seq - before.seq - 1;
  if (missing > 0) problems.push(problemOf(row, 'gap', `${missing} ${missing === 1 ? 'row is' : 'rows are'} missing before row ${row.seq}.`));
  else if (row.previousHash !== before.hash) problems.push(problemOf(row, 'link', `Row ${row.seq} does not name the hash of the row before it.`));
  const mac = macWith(row.keyId, row.text);
  if (mac === null) problems.push(problemOf(row, 'key', `Row ${row.seq} was written with the key ${row.keyId}, which is not in SECRET_KEYS.`));
  else if (mac !== row.hash) problems.push(problemOf(row, 'hash', `Row ${row.seq} is not as it was written.`));
  return problems;
}
