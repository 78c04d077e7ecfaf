import type { Powers } from '../../activities/dependencies.ts';
import { Execution } from '../../contract/execution.ts';
import { type ChainedExecution, chainText } from '../../domain/execution/write-up.ts';
import { readHeadRow } from './stage.ts';

/** Reads the chain of a project from its columns alone, as an auditor would, and tells which rows do not hold. */
export async function readChain({ database, seal }: Pick<Powers, 'database' | 'seal'>, projectId: string): Promise<{ checked: number; problems: string[] }> {
  const rows = await database.read<{ row: Record<string, unknown> }>('select to_jsonb(e) as row from execution e where project_id = $1 order by seq', [projectId]);
  const problems: string[] = [];
  let previous = '';
  for (const { row } of rows) {
    const named = Object.fromEntries(Object.entries(row).map(([column, value]) => [column.replaceAll(/_[a-z]/g, (part) => part.slice(1).toUpperCase()), value]));
    const createdAt = new Date(String(named.createdAt)).toISOString();
    const { hash, ...chained } = { ...named, createdAt, simulated: false } as unknown as ChainedExecution;
    if (chained.previousHash !== previous) problems.push(`${chained.seq}: previous`);
    if (seal.macWith(chained.keyId, 'chain', chainText(chained)) !== hash) problems.push(`${chained.seq}: hash`);
    Execution.omit({}).loose().parse(chained);
    previous = hash;
  }
  if ((await readHeadRow(database, projectId)).chain_hash !== previous) problems.push('head: hash');
  return { checked: rows.length, problems };
}
