import { createContext, useContext } from 'react';
import type { Project } from '../../contract/project.ts';

export const ProjectContext = createContext<Project | null>(null);

/** The project whose pages are open. */
export function useOpenProject(): Project {
  const project = useContext(ProjectContext);
  if (!project) throw new Error('This part of the page belongs to a project.');
  return project;
}
