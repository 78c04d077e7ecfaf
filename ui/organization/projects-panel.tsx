import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { ProjectUsage } from '../../contract/organization.ts';
import { useRollup } from '../data/use-organization.ts';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { CreateProject } from './create-project.tsx';
import { ProjectsTable } from './projects-table.tsx';
import { PurgeProject } from './purge-project.tsx';
import '../parts/table.css';
import './projects-panel.css';

const DAY_MS = 86_400_000;

/** Every project: opened here, locked, put away, and taken away for ever. */
export function ProjectsPanel() {
  const query = useRollup(DAY_MS);
  const projects = (query.data?.pages ?? []).flatMap((page) => page.projects);
  const [creating, setCreating] = useState(false);
  const [purging, setPurging] = useState<ProjectUsage | null>(null);
  const create = (
    <Button look="primary" onClick={() => setCreating(true)}>
      <Plus size={14} aria-hidden /> New project
    </Button>
  );
  return (
    <section className="list-page" aria-label="Projects" tabIndex={0}>
      <header className="list-head">
        <div>
          <h2>Projects</h2>
          <p className="muted">A locked project runs nothing; an archived one is only read. A purge cannot be taken back.</p>
        </div>
        {create}
      </header>
      {query.isPending && <Skeleton label="Loading the projects" lines={8} />}
      {query.isError && <ProblemNote error={query.error} what="The projects could not be loaded." onRetry={() => void query.refetch()} />}
      {query.isSuccess && projects.length === 0 && <EmptyState title="There is no project yet">{create}</EmptyState>}
      {projects.length > 0 && <ProjectsTable projects={projects} onPurge={setPurging} />}
      {query.hasNextPage && (
        <p className="list-note">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show earlier projects
          </Button>
        </p>
      )}
      {creating && <CreateProject onClose={() => setCreating(false)} />}
      {purging && <PurgeProject project={purging} onClose={() => setPurging(null)} />}
    </section>
  );
}
