import { Suspense } from 'react';
import type { ReactNode } from 'react';
import { useProjects } from '../data/use-projects.ts';
import { Skeleton } from '../parts/skeleton.tsx';
import { readStored } from '../storage.ts';
import { FrameSkeleton } from './frame-skeleton.tsx';
import { LAST_PROJECT } from './paths.ts';
import { ProjectFrame } from './project-frame.tsx';

/** A page that belongs to no project, inside the frame of the one that its reader was in last, if he is in any. */
export function LastProjectFrame({ children }: { children: ReactNode }) {
  const projects = useProjects();
  if (projects.isPending) return <FrameSkeleton />;
  const shown = <Suspense fallback={<Skeleton label="Loading the page" lines={8} />}>{children}</Suspense>;
  const items = projects.data?.items ?? [];
  const last = readStored(localStorage, LAST_PROJECT);
  const project = items.find(({ projectId }) => projectId === last) ?? items[0];
  if (!project) {
    return (
      <main className="frame-alone">
        <h1 className="visually-hidden">Gatehouse</h1>
        {shown}
      </main>
    );
  }
  return (
    <ProjectFrame projectId={project.projectId} sessionId={null}>
      {shown}
    </ProjectFrame>
  );
}
