import { useState } from 'react';
import type { Member, Role } from '../../contract/project.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useMe } from '../data/use-me.ts';
import { usePutMember } from '../data/use-members.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { CopyId } from '../parts/copy-id.tsx';
import { Moment } from '../parts/moment.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { RemoveMember } from './remove-member.tsx';
import { ROLES, roleNamed } from './roles.ts';
import { StepDown } from './step-down.tsx';

const called = ({ name, username }: Member): string => name ?? username;

type Row = { member: Member; isMe: boolean; busy: boolean; onRole: (role: Role) => void; onRemove: () => void };

function MemberRow({ member, isMe, busy, onRole, onRemove }: Row) {
  return (
    <tr>
      <td className="team-who">
        <span className="truncate">{called(member)}</span>
        {member.name && <code className="faint truncate">{member.username}</code>}
        {isMe && <span className="badge">You</span>}
      </td>
      <td className="team-id">
        <CopyId label="user" id={member.userId} />
      </td>
      <td>
        <select className="input team-role" aria-label={`Role of ${called(member)}`} value={member.role} disabled={busy} onChange={({ target }) => onRole(roleNamed(target.value))}>
          {ROLES.map(({ role, label }) => (
            <option key={role} value={role}>
              {label}
            </option>
          ))}
        </select>
      </td>
      <td className="team-since">
        <Moment at={member.createdAt} />
      </td>
      <td className="table-end">
        <Button look="quiet" aria-label={`${isMe ? 'Leave, as' : 'Remove'} ${called(member)}`} onClick={onRemove}>
          {isMe ? 'Leave' : 'Remove'}
        </Button>
      </td>
    </tr>
  );
}

const Heads = () => (
  <thead>
    <tr>
      <th scope="col">Member</th>
      <th scope="col" className="team-id">
        Id
      </th>
      <th scope="col" className="team-role-head">
        Role
      </th>
      <th scope="col" className="team-since">
        Since
      </th>
      <th scope="col" className="table-end">
        <span className="visually-hidden">What to do</span>
      </th>
    </tr>
  </thead>
);

function useRoleChange() {
  const { projectId } = useOpenProject();
  const announce = useAnnounce();
  const put = usePutMember(projectId);
  const change = (member: Member, role: Role) =>
    put.mutate({ userId: member.userId, role }, { onSuccess: () => announce(`${called(member)} is now ${role === 'viewer' ? 'a' : 'an'} ${role}.`) });
  return { put, change };
}

/** The members as a table, the newest first. A change of role takes effect at once; giving up one's own admin role asks first. */
export function MemberTable({ members, isWhole }: { members: readonly Member[]; isWhole: boolean }) {
  const me = useMe().data?.user.userId;
  const { put, change } = useRoleChange();
  const [removing, setRemoving] = useState<Member | null>(null);
  const [stepping, setStepping] = useState<Role | null>(null);
  const myself = members.find(({ userId }) => userId === me);
  return (
    <>
      {put.isError && <ProblemNote error={put.error} what="The role was not changed." doNext="Nothing has changed." />}
      <table className="table team-table">
        <Heads />
        <tbody>
          {members.map((member) => (
            <MemberRow
              key={member.userId}
              member={member}
              isMe={member.userId === me}
              busy={put.isPending && put.variables.userId === member.userId}
              onRole={(role) => (member.userId === me ? setStepping(role) : change(member, role))}
              onRemove={() => setRemoving(member)}
            />
          ))}
        </tbody>
      </table>
      {!isWhole && <p className="list-note faint">These are the newest {members.length}.</p>}
      {removing && <RemoveMember member={removing} isMe={removing.userId === me} onClose={() => setRemoving(null)} />}
      {stepping && myself && <StepDown role={stepping} onConfirm={() => change(myself, stepping)} onClose={() => setStepping(null)} />}
    </>
  );
}
