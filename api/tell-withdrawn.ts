import type { WithdrawnWork } from '../db/stores/withdrawn-work.ts';
import { lookAtApproval } from '../temporal/look-at-approval.ts';
import { briefly } from './briefly.ts';
import type { Front } from './front.ts';

const AT_ONCE = 10;

/** Shows what was withdrawn on the streams of its projects, and has the workflows record it; whatever Temporal misses here, the sweep finds. */
export async function tellWithdrawn({ temporal, wake }: Pick<Front, 'temporal' | 'wake'>, { projectIds, approvals }: WithdrawnWork): Promise<void> {
  for (const projectId of projectIds) wake(projectId);
  for (let start = 0; start < approvals.length; start += AT_ONCE) {
    await Promise.all(approvals.slice(start, start + AT_ONCE).map((approval) => briefly(lookAtApproval(temporal, approval))));
  }
}
