import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { DraftProvider } from '../data/drafts.tsx';
import { ProjectContext } from '../data/project-context.ts';
import { StreamContext } from '../data/stream-context.ts';
import { useEventStream } from '../data/use-event-stream.ts';
import { useProject } from '../data/use-projects.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { ApiError } from '../problem.ts';
import { writeStored } from '../storage.ts';
import { Frame } from './frame.tsx';
import { FrameSkeleton } from './frame-skeleton.tsx';
import { NotFound } from './not-found.tsx';
import { LAST_PROJECT } from './paths.ts';
import './door.css';

/** A page inside the frame of a project, fed by the project's one stream. */
export function ProjectFrame({ projectId, sessionId, children }: { projectId: string; sessionId: string | null; children: ReactNode }) {
  const project = useProject(projectId);
  const stream = useEventStream(projectId);
  const found = project.isSuccess;
  useEffect(() => {
    if (found) writeStored(localStorage, LAST_PROJECT, projectId);
  }, [found, projectId]);

  if (project.isPending) return <FrameSkeleton />;
  if (!project.data) {
    if (project.error instanceof ApiError && project.error.status === 404) return <NotFound what="There is no such project." />;
    return (
      <main className="door">
        <ProblemNote error={project.error} what="The project could not be loaded." onRetry={() => void project.refetch()} />
      </main>
    );
  }
  return (
    <ProjectContext value={project.data}>
      <StreamContext value={stream}>
        <DraftProvider>
          <Frame sessionId={sessionId}>{children}</Frame>
        </DraftProvider>
      </StreamContext>
    </ProjectContext>
  );
}
