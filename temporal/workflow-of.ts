import type { OpenWork } from '../contract/open-work.ts';
import { ids } from '../workflows/ids.ts';

/** The id of the workflow that carries a row. */
export function workflowOf({ kind, projectId, id }: Pick<OpenWork, 'kind' | 'projectId' | 'id'>): string {
  return ids[kind](projectId, id);
}
