import type { Approval, ApprovalStatus } from '../contract/approval.ts';
import type { Page, PageRequest } from '../db/page.ts';
import type { StoredApproval } from '../db/stores/approvals.ts';
import type { Front } from './front.ts';
import { showApprovals } from './show-approvals.ts';

/** More looks than a page may take, so that a request ends also where thousands of rows are shown with another status than is asked for. */
const MAX_LOOKS = 10;

/** Reads rows that may be shown with one of these statuses. */
export type ReadApprovals = (statuses: ApprovalStatus[] | null, page: PageRequest) => Promise<Page<StoredApproval>>;

/**
 * A page of requests as the wire shows them. What a request is shown as is judged after it is read, so rows that turn out to be something
 * else are made up for by reading on; a page is shorter than its limit only at the end of the list, or after so many looks.
 */
export async function pageOfApprovals(front: Front, read: ReadApprovals, { status, limit, cursor }: PageRequest & { status?: ApprovalStatus }): Promise<Page<Approval>> {
  const items: Approval[] = [];
  let next: string | null = cursor ?? null;
  for (let look = 0; look < MAX_LOOKS; look += 1) {
    const page: Page<StoredApproval> = await read(storedAs(status), { limit: limit - items.length, ...(next !== null && { cursor: next }) });
    items.push(...(await showApprovals(front, page.items)).filter((shown) => status === undefined || shown.status === status));
    next = page.nextCursor;
    if (next === null || items.length === limit) break;
  }
  return { items, nextCursor: next };
}

/** Which rows may be shown with a status: one that waits in its row may be stale or expired by now. */
function storedAs(status: ApprovalStatus | undefined): ApprovalStatus[] | null {
  if (status === undefined) return null;
  return status === 'stale' || status === 'expired' ? [status, 'pending'] : [status];
}
