import { Link } from 'wouter';
import type { ProjectUsage } from '../../contract/organization.ts';
import { UsageBar } from './usage-bar.tsx';

const count = (value: number): string => value.toLocaleString('en');
const share = (rate: number): string => `${(rate * 100).toFixed(1)} %`;

const HEADINGS = ['Done', 'Refused', 'Failed', 'Waiting'] as const;

function Row({ usage, most, from }: { usage: ProjectUsage; most: number; from: string }) {
  const { projectId, name, executions, byStatus, failureRate, cost, users } = usage;
  return (
    <tr>
      <th scope="row" className="truncate">
        <Link href={`/p/${encodeURIComponent(projectId)}/executions?from=${encodeURIComponent(from)}`} className="text-link" title={name}>
          {name}
        </Link>
      </th>
      <td className="usage-share table-wide-only">
        <UsageBar byStatus={byStatus} most={most} />
      </td>
      <td className="usage-number">{count(executions)}</td>
      {[byStatus.success, byStatus.rejected, byStatus.failed, byStatus.pending_approval].map((value, index) => (
        <td key={HEADINGS[index]} className="usage-number table-wide-only">
          {count(value)}
        </td>
      ))}
      <td className={failureRate > 0 ? 'usage-number usage-failing' : 'usage-number'}>{share(failureRate)}</td>
      <td className="usage-number">{count(cost)}</td>
      <td className="usage-number table-wide-only">{count(users)}</td>
    </tr>
  );
}

/** What each project did, the newest project first; its name leads to its executions. */
export function UsageTable({ projects, from }: { projects: readonly ProjectUsage[]; from: string }) {
  const most = Math.max(...projects.map(({ executions }) => executions), 0);
  return (
    <table className="table usage-table">
      <thead>
        <tr>
          <th scope="col">Project</th>
          <th scope="col" className="usage-share table-wide-only">
            Share
          </th>
          <th scope="col" className="usage-number">
            Executions
          </th>
          {HEADINGS.map((heading) => (
            <th key={heading} scope="col" className="usage-number table-wide-only">
              {heading}
            </th>
          ))}
          <th scope="col" className="usage-number">
            Failure rate
          </th>
          <th scope="col" className="usage-number">
            Cost
          </th>
          <th scope="col" className="usage-number table-wide-only">
            People
          </th>
        </tr>
      </thead>
      <tbody>
        {projects.map((usage) => (
          <Row key={usage.projectId} usage={usage} most={most} from={from} />
        ))}
      </tbody>
    </table>
  );
}
