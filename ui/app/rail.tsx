import { MessageSquare } from 'lucide-react';
import { Link } from 'wouter';
import { useOpenProject } from '../data/project-context.ts';
import { chatPath } from './paths.ts';
import { ProjectSwitcher } from './project-switcher.tsx';
import './rail.css';

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('');

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
        <Link href={chatPath(projectId)} className="rail-link" aria-current="page">
          <MessageSquare size={18} aria-hidden />
          Chat
        </Link>
      </nav>
    </div>
  );
}
