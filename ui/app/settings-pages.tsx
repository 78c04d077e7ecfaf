import { Suspense, lazy } from 'react';
import { useProjects } from '../data/use-projects.ts';
import { Skeleton } from '../parts/skeleton.tsx';
import { readStored } from '../storage.ts';
import { FrameSkeleton } from './frame-skeleton.tsx';
import { NotFound } from './not-found.tsx';
import { LAST_PROJECT } from './paths.ts';
import { ProjectFrame } from './project-frame.tsx';

const TokensPage = lazy(() => import('../settings/tokens-page.tsx').then(({ TokensPage: loaded }) => ({ default: loaded })));

/** What a person sets for themselves, inside the frame of the project that they were in last, if they are in any. */
export function SettingsPages({ page }: { page: string }) {
  const projects = useProjects();
  if (page !== 'tokens') return <NotFound what="There is no such page." />;
  if (projects.isPending) return <FrameSkeleton />;
  const shown = (
    <Suspense fallback={<Skeleton label="Loading the page" lines={8} />}>
      <TokensPage />
    </Suspense>
  );
  const items = projects.data?.items ?? [];
  const last = readStored(localStorage, LAST_PROJECT);
  const project = items.find(({ projectId }) => projectId === last) ?? items[0];
  if (!project) return <main className="frame-alone">{shown}</main>;
  return (
    <ProjectFrame projectId={project.projectId} sessionId={null}>
      {shown}
    </ProjectFrame>
  );
}
