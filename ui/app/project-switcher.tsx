import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useOpenProject } from '../data/project-context.ts';
import { useProjects } from '../data/use-projects.ts';
import { Menu, MenuChoice, MenuLabel } from '../parts/menu.tsx';
import { chatPath } from './paths.ts';

const hints = { active: undefined, locked: 'locked', archived: 'archived' } as const;

/** Lists the caller's projects and goes to the chosen one. */
export function ProjectSwitcher({ trigger }: { trigger: ReactNode }) {
  const open = useOpenProject();
  const [, navigate] = useLocation();
  const { items } = useProjects().data ?? { items: [open] };
  return (
    <Menu trigger={trigger} align="start">
      <MenuLabel>Projects</MenuLabel>
      <MenuChoice
        value={open.projectId}
        onChange={(projectId) => navigate(chatPath(projectId))}
        options={items.map(({ projectId, name, status, role }) => ({ value: projectId, label: name, hint: hints[status] ?? role ?? undefined }))}
      />
    </Menu>
  );
}
