import { Bell } from 'lucide-react';
import { Link } from 'wouter';
import { useOpenAlerts } from '../data/use-alerts.ts';
import { Tip } from '../parts/tip.tsx';
import { organizationPath } from './paths.ts';

const wordOf = (count: number): string => (count === 0 ? 'Alerts: none is open' : `Alerts: ${count} ${count === 1 ? 'is' : 'are'} open`);

/** How many alerts of all projects are open, for system admins, and the way to them. */
export function AlertBell() {
  const alerts = useOpenAlerts().data;
  if (!alerts) return null;
  const count = alerts.items.length;
  return (
    <Tip text={wordOf(count)}>
      <Link href={organizationPath('alerts')} className="icon-button alert-bell" aria-label={wordOf(count)}>
        <Bell size={17} aria-hidden />
        {count > 0 && (
          <span className="alert-count" aria-hidden data-figures>
            {count}
          </span>
        )}
      </Link>
    </Tip>
  );
}
