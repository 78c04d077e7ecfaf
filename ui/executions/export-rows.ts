import type { Client } from '../client.ts';
import type { ExecutionFilter } from '../data/execution-filter.ts';
import { fetchExecutions } from '../data/use-execution-list.ts';
import type { Recorded } from '../data/use-execution.ts';

/** An export holds no more rows than this, the newest ones. */
export const MOST_EXPORTED = 5_000;
const PAGE = 200;

type Given = { client: Client; projectId: string; filter: ExecutionFilter; onProgress: (rows: number) => void; signal: AbortSignal };

/** Reads the executions that a filter leaves, page after page, until there are no more, enough, or it is aborted. */
export async function readRows({ client, projectId, filter, onProgress, signal }: Given): Promise<{ rows: Recorded[]; cut: boolean }> {
  const rows: Recorded[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_EXPORTED / PAGE; page += 1) {
    const { items, nextCursor } = await fetchExecutions(client, projectId, filter, { limit: PAGE, cursor });
    signal.throwIfAborted();
    rows.push(...items);
    onProgress(rows.length);
    if (nextCursor === null) return { rows, cut: false };
    cursor = nextCursor;
  }
  return { rows, cut: true };
}
