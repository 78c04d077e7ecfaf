import type { Facts } from '../facts.ts';
import { pass, refuse, type Verdict } from './gate.ts';

/** Nothing runs in a project that is locked or archived. */
export function lifecycle({ project }: Pick<Facts, 'project'>): Verdict {
  switch (project.status) {
    case 'active':
      return pass;
    case 'locked':
      return refuse('project_locked', 'The project is locked; an admin can unlock it.');
    case 'archived':
      return refuse('project_archived', 'The project is archived; an admin can bring it back.');
  }
}
