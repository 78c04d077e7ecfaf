import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useOpenProject } from '../data/project-context.ts';
import { useMembers } from '../data/use-members.ts';
import { Button } from '../parts/button.tsx';
import { Forbidden } from '../parts/forbidden.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { InviteMember } from './invite-member.tsx';
import { MemberTable } from './member-table.tsx';
import '../parts/table.css';
import './team-page.css';

function Team() {
  const { projectId, name } = useOpenProject();
  const query = useMembers(projectId);
  const [inviting, setInviting] = useState(false);
  return (
    <section className="list-page team" aria-label="Team" tabIndex={0}>
      <header className="list-head">
        <div>
          <h2>Team</h2>
          <p className="muted">Who belongs to {name}. A viewer reads, an operator runs up to medium risk, an admin everything.</p>
        </div>
        <Button look="primary" onClick={() => setInviting(true)}>
          <UserPlus size={14} aria-hidden /> Add a member
        </Button>
      </header>
      {query.isPending && <Skeleton label="Loading the team" lines={5} />}
      {query.isError && <ProblemNote error={query.error} what="The team could not be loaded." onRetry={() => void query.refetch()} />}
      {query.data && <MemberTable members={query.data.items} isWhole={query.data.nextCursor === null} />}
      {inviting && query.data && <InviteMember members={query.data.items} onClose={() => setInviting(false)} />}
    </section>
  );
}

/** Who belongs to the project and in which role: a page for its admins alone. */
export function TeamPage() {
  const { role, name } = useOpenProject();
  return (
    <>
      <title>{`Team · ${name} · Gatehouse`}</title>
      {role === 'admin' ? (
        <Team />
      ) : (
        <Forbidden title="The team is for project admins">
          <p>
            You are {role === null ? 'no member' : `${role === 'operator' ? 'an' : 'a'} ${role}`} of {name}. An admin of the project can change that.
          </p>
        </Forbidden>
      )}
    </>
  );
}
