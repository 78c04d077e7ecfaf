import { Boxes, Brain, Building2, KeyRound, ListChecks, ListOrdered, MessageSquare, ScrollText, Settings, ShieldCheck, SlidersHorizontal, Users } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { useOpenProject } from '../data/project-context.ts';
import { useInbox } from '../data/use-approvals.ts';
import { useMe } from '../data/use-me.ts';
import { ACCOUNT_PATH, organizationPath, pagePath } from './paths.ts';
import { ProjectSwitcher } from './project-switcher.tsx';
import './rail.css';

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('');

const MOST_SHOWN = 99;

function Badge({ count }: { count: number }) {
  return (
    <span className="rail-badge" data-figures>
      {count > MOST_SHOWN ? `${MOST_SHOWN}+` : count}
      <span className="visually-hidden"> wait for you</span>
    </span>
  );
}

/** `short` is what is seen of a label that is wider than the rail; the label itself is what is read aloud. */
type LinkGiven = { to: string; label: string; short?: string; icon: LucideIcon; own?: boolean; count?: number; within?: string };

function RailLink({ to, label, short, icon: Icon, own = false, count = 0, within = to }: LinkGiven) {
  const [location] = useLocation();
  const here = location === within || location.startsWith(`${within}/`);
  return (
    <Link href={to} className={own ? 'rail-link rail-own' : 'rail-link'} aria-current={here ? 'page' : undefined} title={short && label}>
      <Icon size={18} aria-hidden />
      <span aria-hidden={short !== undefined}>{short ?? label}</span>
      {short && <span className="visually-hidden">{label}</span>}
      {count > 0 && <Badge count={count} />}
    </Link>
  );
}

/** The way between projects and between the pages of one. */
export function Rail() {
  const { projectId, name, role } = useOpenProject();
  const isSystemAdmin = useMe().data?.user.isSystemAdmin === true;
  const waiting = useInbox().data?.items.filter((approval) => approval.projectId === projectId && approval.status === 'pending').length;
  return (
    <div className="rail">
      <ProjectSwitcher
        trigger={
          <button type="button" className="rail-project">
            <span aria-hidden>{initials(name)}</span>
            <span className="visually-hidden">Project {name}, switch project</span>
          </button>
        }
      />
      <nav aria-label="Pages">
        <RailLink to={pagePath(projectId, 'chat')} label="Chat" icon={MessageSquare} />
        <RailLink to={pagePath(projectId, 'plans')} label="Plans" icon={ListChecks} />
        <RailLink to={pagePath(projectId, 'approvals')} label="Approvals" icon={ShieldCheck} count={waiting} />
        <RailLink to={pagePath(projectId, 'panels')} label="Panels" icon={SlidersHorizontal} />
        <RailLink to={pagePath(projectId, 'state')} label="State" icon={Boxes} />
        <RailLink to={pagePath(projectId, 'executions')} label="Executions" icon={ListOrdered} />
        {(role === 'operator' || role === 'admin') && <RailLink to={pagePath(projectId, 'memory')} label="Memory" icon={Brain} />}
        <RailLink to={pagePath(projectId, 'policy')} label="Policy" icon={ScrollText} />
        {role === 'admin' && <RailLink to={pagePath(projectId, 'secrets')} label="Secrets" icon={KeyRound} />}
        {role === 'admin' && <RailLink to={pagePath(projectId, 'team')} label="Team" icon={Users} />}
        {isSystemAdmin && <RailLink to={organizationPath()} within="/organization" label="Organisation" short="Org" icon={Building2} own />}
        <RailLink to={ACCOUNT_PATH} within="/settings" label="Settings" icon={Settings} own={!isSystemAdmin} />
      </nav>
    </div>
  );
}
