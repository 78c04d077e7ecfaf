import { Boxes, ListOrdered, MessageSquare, Settings } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { useOpenProject } from '../data/project-context.ts';
import { TOKENS_PATH, pagePath } from './paths.ts';
import { ProjectSwitcher } from './project-switcher.tsx';
import './rail.css';

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('');

function RailLink({ to, label, icon: Icon, own = false }: { to: string; label: string; icon: LucideIcon; own?: boolean }) {
  const [location] = useLocation();
  const here = location === to || location.startsWith(`${to}/`);
  return (
    <Link href={to} className={own ? 'rail-link rail-own' : 'rail-link'} aria-current={here ? 'page' : undefined}>
      <Icon size={18} aria-hidden />
      {label}
    </Link>
  );
}

/** The way between projects and between the pages of one. */
export function Rail() {
  const { projectId, name } = useOpenProject();
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
        <RailLink to={pagePath(projectId, 'state')} label="State" icon={Boxes} />
        <RailLink to={pagePath(projectId, 'executions')} label="Executions" icon={ListOrdered} />
        <RailLink to={TOKENS_PATH} label="Settings" icon={Settings} own />
      </nav>
    </div>
  );
}
