import { Archive, Lock } from 'lucide-react';
import type { Project } from '../../contract/project.ts';
import { Tip } from '../parts/tip.tsx';

const looks = {
  active: { word: 'Active', text: 'What passes the gates is carried out.', icon: null },
  locked: { word: 'Locked', text: 'Nothing is carried out until an admin unlocks the project.', icon: Lock },
  archived: { word: 'Archived', text: 'The project can be read but not changed.', icon: Archive },
} as const;

/** Whether the project can act at all. */
export function LifecycleBadge({ status }: { status: Project['status'] }) {
  const { word, text, icon: Icon } = looks[status];
  return (
    <Tip text={text}>
      <span tabIndex={0} className={status === 'active' ? 'badge bar-quiet' : 'badge badge-alert'}>
        {Icon && <Icon size={12} aria-hidden />}
        {word}
      </span>
    </Tip>
  );
}
