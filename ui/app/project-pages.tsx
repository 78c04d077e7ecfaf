import { Suspense, lazy } from 'react';
import { ChatPage } from '../chat/chat-page.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { NotFound } from './not-found.tsx';
import { ProjectFrame } from './project-frame.tsx';

const ApprovalsPage = lazy(() => import('../approvals/approvals-page.tsx').then(({ ApprovalsPage: loaded }) => ({ default: loaded })));
const BudgetPage = lazy(() => import('../budget/budget-page.tsx').then(({ BudgetPage: loaded }) => ({ default: loaded })));
const PlansPage = lazy(() => import('../plans/plans-page.tsx').then(({ PlansPage: loaded }) => ({ default: loaded })));
const ExecutionsPage = lazy(() => import('../executions/executions-page.tsx').then(({ ExecutionsPage: loaded }) => ({ default: loaded })));
const MemoryPage = lazy(() => import('../memory/memory-page.tsx').then(({ MemoryPage: loaded }) => ({ default: loaded })));
const PanelsPage = lazy(() => import('../layout/panels-page.tsx').then(({ PanelsPage: loaded }) => ({ default: loaded })));
const StatePage = lazy(() => import('../state/state-page.tsx').then(({ StatePage: loaded }) => ({ default: loaded })));

const ForksPage = lazy(() => import('../state/forks-page.tsx').then(({ ForksPage: loaded }) => ({ default: loaded })));
const PolicyPage = lazy(() => import('../policy/policy-page.tsx').then(({ PolicyPage: loaded }) => ({ default: loaded })));
const SecretsPage = lazy(() => import('../secrets/secrets-page.tsx').then(({ SecretsPage: loaded }) => ({ default: loaded })));
const TeamPage = lazy(() => import('../team/team-page.tsx').then(({ TeamPage: loaded }) => ({ default: loaded })));

type Given = { projectId: string; page: string; itemId: string | null };

function pageOf(page: string, itemId: string | null) {
  if (page === 'chat') return <ChatPage sessionId={itemId} />;
  if (page === 'approvals') return <ApprovalsPage approvalId={itemId} />;
  if (page === 'panels') return <PanelsPage layoutId={itemId} />;
  if (page === 'plans') return <PlansPage planId={itemId} />;
  if (page === 'executions') return <ExecutionsPage executionId={itemId} />;
  if (page === 'policy') return <PolicyPage tab={itemId} />;
  if (page === 'forks') return <ForksPage forkId={itemId} />;
  if (page === 'budget' && itemId === null) return <BudgetPage />;
  if (page === 'memory' && itemId === null) return <MemoryPage />;
  if (page === 'secrets' && itemId === null) return <SecretsPage />;
  if (page === 'team' && itemId === null) return <TeamPage />;
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
