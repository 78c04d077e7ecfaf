import type { Project } from '../../contract/project.ts';

/** Members reach the gates, whatever their role; somebody who is no member does not. */
export const mayWrite = ({ role }: Project): boolean => role !== null;

function notice({ role, status }: Project): string | null {
  if (role === null) return 'You read this project as a system admin. To act in it, ask an admin to make you a member.';
  if (status === 'locked') return 'This project is locked: what you ask is recorded and refused until an admin unlocks it.';
  if (status === 'archived') return 'This project is archived: what you ask is recorded and refused.';
  return role === 'viewer' ? 'You are a viewer here: what you ask is recorded and refused. Ask an admin for the operator role.' : null;
}

/** Says before anything is written why it would come to nothing. */
export function ComposerNotice({ project }: { project: Project }) {
  const text = notice(project);
  return text && <p className="composer-notice">{text}</p>;
}
