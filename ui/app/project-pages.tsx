import { Suspense, lazy } from 'react';
import { ChatPage } from '../chat/chat-page.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { NotFound } from './not-found.tsx';
import { ProjectFrame } from './project-frame.tsx';

const ExecutionsPage = lazy(() => import('../executions/executions-page.tsx').then(({ ExecutionsPage: loaded }) => ({ default: loaded })));
const StatePage = lazy(() => import('../state/state-page.tsx').then(({ StatePage: loaded }) => ({ default: loaded })));

type Given = { projectId: string; page: string; itemId: string | null };

function pageOf(page: string, itemId: string | null) {
  if (page === 'chat') return <ChatPage sessionId={itemId} />;
  if (page === 'executions') return <ExecutionsPage executionId={itemId} />;
  return page === 'state' && itemId === null ? <StatePage /> : null;
}

/** The pages of one project, all inside one frame. Only the chat comes with the first load. */
export function ProjectPages({ projectId, page, itemId }: Given) {
  const shown = pageOf(page, itemId);
  if (!shown) return <NotFound what="There is no such page." />;
  return (
    <ProjectFrame projectId={projectId} sessionId={page === 'chat' ? itemId : null}>
      <Suspense fallback={<Skeleton label="Loading the page" lines={8} />}>{shown}</Suspense>
    </ProjectFrame>
  );
}
