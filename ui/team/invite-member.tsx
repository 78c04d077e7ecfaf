import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import type { Member, Role } from '../../contract/project.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useMe } from '../data/use-me.ts';
import { useAddMember } from '../data/use-members.ts';
import { useUsers } from '../data/use-users.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { ROLES, roleNamed } from './roles.ts';

type Candidate = { userId: string; username: string; name: string | null };

/** Who is offered while one types: a system admin may know everybody, others have to know the name. */
function useCandidates(members: readonly Member[]): readonly Candidate[] {
  const knowsAll = useMe().data?.user.isSystemAdmin ?? false;
  const users = useUsers(knowsAll).data?.items ?? [];
  const inside = new Set(members.map(({ userId }) => userId));
  return users.filter(({ userId, disabled }) => !disabled && !inside.has(userId));
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
  const candidates = useCandidates(members);
  const add = useAddMember(projectId);
  const announce = useAnnounce();
  const list = useId();
  const [who, setWho] = useState('');
  const [role, setRole] = useState<Role>('operator');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const added = (member: Member) => {
      announce(`${member.name ?? member.username} is now a member.`);
      onClose();
    };
    add.mutate({ who: who.trim(), role }, { onSuccess: added });
  };
  return (
    <Dialog title={`Add a member to ${name}`} onClose={onClose}>
      <form onSubmit={submit}>
        <Field
          label="User name or e-mail"
          hint="Exactly as the person signs in; the user id works too"
          autoFocus
          required
          autoComplete="off"
          spellCheck={false}
          maxLength={254}
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
        {add.isError && <ProblemNote error={add.error} what="Nobody was added." doNext="Check the name. Accounts are made by a system admin." />}
        <div className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={add.isPending} disabled={who.trim() === ''}>
            Add
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
