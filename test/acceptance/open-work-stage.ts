import { openSql, type Sql } from './sql.ts';
import { openStage, type Stage } from './stage.ts';
import { openTemporal, type TemporalView } from './temporal-view.ts';
import { openUnstarted, type Unstarted } from './unstarted.ts';

/** A project, what an api that died would leave in it, and the sight of Temporal and of the rows. */
export type OpenWorkStage = { stage: Stage; unstarted: Unstarted; view: TemporalView; sql: Sql; close: () => Promise<void> };

export async function openOpenWorkStage(): Promise<OpenWorkStage> {
  const stage = await openStage();
  const unstarted = await openUnstarted(stage.house, { projectId: stage.projectId, userId: stage.admin.userId });
  const view = openTemporal(stage.house);
  const sql = await openSql(stage.house.databaseUrl);
  const close = async () => {
    await unstarted.close();
    await view.close();
    await sql.close();
  };
  return { stage, unstarted, view, sql, close };
}
