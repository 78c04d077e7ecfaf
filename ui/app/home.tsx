import { Link, Redirect } from 'wouter';
import { useMe } from '../data/use-me.ts';
import { useProjects } from '../data/use-projects.ts';
import { useSignOut } from '../data/use-sign-in.ts';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { readStored } from '../storage.ts';
import { LAST_PROJECT, chatPath, organizationPath } from './paths.ts';
import './door.css';

function NoProject() {
  const signOut = useSignOut();
  const isSystemAdmin = useMe().data?.user.isSystemAdmin === true;
  return (
    <EmptyState title="You are in no project yet">
      <p>Ask an admin of a project to add you as a member, then reload this page.</p>
      {isSystemAdmin && (
        <Link href={organizationPath('projects')} className="button button-primary">
          Look after all projects
        </Link>
      )}
      <Button onClick={() => signOut.mutate()}>Sign out</Button>
    </EmptyState>
  );
}

/** Leads to the chat of a project: the one asked for, else the last one, else the newest. */
export function Home({ projectId }: { projectId?: string }) {
  const projects = useProjects();
  if (projectId) return <Redirect to={chatPath(projectId)} replace />;
  if (projects.isPending || projects.isError) {
    return (
      <main className="door">
        {projects.isError ? (
          <ProblemNote error={projects.error} what="Your projects could not be loaded." onRetry={() => void projects.refetch()} />
        ) : (
          <Skeleton label="Loading your projects" />
        )}
      </main>
    );
  }
  const { items } = projects.data;
  const last = readStored(localStorage, LAST_PROJECT);
  const chosen = items.find((project) => project.projectId === last) ?? items[0];
  if (chosen) return <Redirect to={chatPath(chosen.projectId)} replace />;
  return (
    <main className="door">
      <NoProject />
    </main>
  );
}
