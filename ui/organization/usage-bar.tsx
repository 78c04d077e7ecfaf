import type { StatusCounts } from '../../contract/organization.ts';

const PARTS = [
  { status: 'success', tone: 'success' },
  { status: 'rejected', tone: 'refused' },
  { status: 'failed', tone: 'failed' },
  { status: 'pending_approval', tone: 'waiting' },
] as const;

/** How executions ended, as a bar whose length says how many they were among `most`; the numbers stand beside it. */
export const UsageBar = ({ byStatus, most }: { byStatus: StatusCounts; most: number }) => (
  <span className="usage-bar" aria-hidden>
    {PARTS.filter(({ status }) => byStatus[status] > 0).map(({ status, tone }) => (
      <span key={status} className={`tone-${tone}`} style={{ width: `${(100 * byStatus[status]) / Math.max(1, most)}%` }} />
    ))}
  </span>
);
