import { AlertPanel } from './alert-panel.tsx';
import { ChannelPanel } from './channel-panel.tsx';
import '../parts/table.css';
import './alerts-page.css';

/** What needs attention in any project, and who is told of it. */
export function AlertsPage() {
  return (
    <div className="list-page alerts" role="region" aria-label="Alerts and channels" tabIndex={0}>
      <AlertPanel />
      <ChannelPanel />
    </div>
  );
}
