import { ShieldAlert } from 'lucide-react';
import { Link } from 'wouter';
import { useOpenProject } from '../data/project-context.ts';
import { useProjectAlerts } from '../data/use-alerts.ts';
import { Moment } from '../parts/moment.tsx';
import { pagePath } from './paths.ts';
import './blocked-banner.css';

/** Says on every page of a project that nothing runs there, why, and where to look, for as long as that is so. */
export function BlockedBanner() {
  const { projectId } = useOpenProject();
  const [alert] = useProjectAlerts(projectId).data?.items ?? [];
  return (
    <div className="blocked-place" role="status">
      {alert && (
        <p className="blocked tone-failed">
          <ShieldAlert size={16} aria-hidden />
          <span>
            <strong>Executions are blocked.</strong> {alert.title} (<Moment at={alert.raisedAt} />
            ). <Link href={pagePath(projectId, 'state')}>Look at the findings</Link>
          </span>
        </p>
      )}
    </div>
  );
}
