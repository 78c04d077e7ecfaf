import { listWithOldDeltas, listWithOldEvents, pruneDeltas, pruneEvents } from '../../db/stores/old-records.ts';
import type { Powers } from '../dependencies.ts';

const DAY_MS = 86_400_000;
const MAX_PROJECTS = 20;

/**
 * Takes a step towards what retention asks for: empties deltas that are older than they are kept and deletes events,
 * at most so many of each project, of some projects. What one step leaves the next one finds.
 */
export async function pruneRecords({ database, clock, retention }: Pick<Powers, 'database' | 'clock' | 'retention'>, atMost: number): Promise<void> {
  const before = (days: number) => new Date(clock.now().getTime() - days * DAY_MS);
  if (retention.deltasDays !== null) {
    const cutoff = before(retention.deltasDays);
    for (const projectId of await listWithOldDeltas(database.read, cutoff, MAX_PROJECTS)) await database.write((sql) => pruneDeltas(sql, projectId, { before: cutoff, atMost }));
  }
  if (retention.eventsDays !== null) {
    const cutoff = before(retention.eventsDays);
    for (const projectId of await listWithOldEvents(database.read, cutoff, MAX_PROJECTS)) await pruneEvents(database.read, projectId, { before: cutoff, atMost });
  }
}
