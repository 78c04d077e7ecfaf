import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import type { Member, Role } from '../../contract/project.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useMe } from '../data/use-me.ts';
import { usePutMember } from '../data/use-members.ts';
import { useUsers } from '../data/use-users.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { ROLES, roleNamed } from './roles.ts';

type Candidate = { userId: string; username: string; name: string | null };

/** Who could be added, as far as the caller may know: a system admin knows everybody, others need the id. */
function useCandidates(members: readonly Member[]): { knowsAll: boolean; candidates: readonly Candidate[] } {
  const knowsAll = useMe().data?.user.isSystemAdmin ?? false;
  const users = useUsers(knowsAll).data?.items ?? [];
  const inside = new Set(members.map(({ userId }) => userId));
  return { knowsAll, candidates: users.filter(({ userId, disabled }) => !disabled && !inside.has(userId)) };
}

function RoleField({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>Role</label>
      <select id={id} className="input" value={value} onChange={({ target }) => onChange(roleNamed(target.value))}>
        {ROLES.map(({ role, label }) => (
          <option key={role} value={role}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Adds a person who has an account here to the project. */
export function InviteMember({ members, onClose }: { members: readonly Member[]; onClose: () => void }) {
  const { projectId, name } = useOpenProject();
  const { knowsAll, candidates } = useCandidates(members);
  const put = usePutMember(projectId);
  const announce = useAnnounce();
  const list = useId();
  const [who, setWho] = useState('');
  const [role, setRole] = useState<Role>('operator');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const userId = candidates.find(({ username }) => username === who.trim())?.userId ?? who.trim();
    const added = (member: Member) => {
      announce(`${member.name ?? member.username} is now a member.`);
      onClose();
    };
    put.mutate({ userId, role }, { onSuccess: added });
  };
  return (
    <Dialog title={`Add a member to ${name}`} onClose={onClose}>
      <form onSubmit={submit}>
        <Field
          label={knowsAll ? 'User name or id' : 'User id'}
          hint={knowsAll ? 'Somebody who has an account here already' : 'The person finds it in the account menu, top right'}
          autoFocus
          required
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          list={list}
          value={who}
          onChange={({ target }) => setWho(target.value)}
        />
        <datalist id={list}>
          {candidates.map(({ userId, username, name: called }) => (
            <option key={userId} value={username}>
              {called ?? ''}
            </option>
          ))}
        </datalist>
        <RoleField value={role} onChange={setRole} />
        {put.isError && <ProblemNote error={put.error} what="Nobody was added." doNext={knowsAll ? 'Check the name. Accounts are made by a system admin.' : 'Check the id. Accounts are made by a system admin.'} />}
        <div className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={put.isPending} disabled={who.trim() === ''}>
            Add
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
