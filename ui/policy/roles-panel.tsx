import { useState } from 'react';
import type { FormEvent } from 'react';
import { useOpenProject } from '../data/project-context.ts';
import { useMembers } from '../data/use-members.ts';
import { useJudgeRoles } from '../data/use-policy.ts';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { TextArea } from '../parts/text-area.tsx';
import { isPolicy } from './is-policy.ts';
import { RoleReport } from './role-report.tsx';
import { readSupposed, type Supposed } from './read-supposed.ts';
import { TriedPolicy, isTriable } from './tried-policy.tsx';
import type { Check } from './use-check.ts';
import type { PolicyDraft } from './use-draft.ts';

const NOBODY: Supposed = { email: '', name: '', organization: '', claims: '{"groups": []}' };

function SupposedFields({ supposed, issue, onChange }: { supposed: Supposed; issue: string | undefined; onChange: (next: Supposed) => void }) {
  const text = (name: keyof Supposed) => ({ value: supposed[name], onChange: ({ target }: { target: { value: string } }) => onChange({ ...supposed, [name]: target.value }) });
  return (
    <>
      <div className="policy-pair">
        <Field label="Email address" autoComplete="off" {...text('email')} />
        <Field label="Name" autoComplete="off" {...text('name')} />
      </div>
      <Field label="Organisation" autoComplete="off" {...text('organization')} />
      <TextArea label="Claims" hint="As JSON: what the identity provider would say." rows={3} spellCheck={false} error={issue} {...text('claims')} />
    </>
  );
}

/** Which role somebody would have, and what each role mapping says of him. Nothing is changed. */
export function RolesPanel({ draft, check }: { draft: PolicyDraft; check: Check }) {
  const { projectId } = useOpenProject();
  const members = useMembers(projectId).data?.items ?? [];
  const judge = useJudgeRoles(projectId);
  const [userId, setUserId] = useState('');
  const [supposed, setSupposed] = useState(NOBODY);
  const read = readSupposed(supposed);
  const person = userId === '' ? read.person : { userId };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (person) judge.mutate({ person, policy: draft.isChanged && isPolicy(check.value) ? check.value : undefined });
  };
  return (
    <form className="policy-panel" onSubmit={submit} aria-label="Roles">
      <TriedPolicy draft={draft} check={check} />
      <div className="field">
        <label htmlFor="roles-who">Who</label>
        <select id="roles-who" className="input" value={userId} onChange={({ target }) => setUserId(target.value)}>
          <option value="">somebody supposed</option>
          {members.map((member) => (
            <option key={member.userId} value={member.userId}>
              {`${member.name ?? member.username}, ${member.role}`}
            </option>
          ))}
        </select>
      </div>
      {userId === '' && <SupposedFields supposed={supposed} issue={read.issue} onChange={setSupposed} />}
      <div>
        <Button type="submit" look="primary" busy={judge.isPending} disabled={!person || !isTriable(draft, check)}>
          {judge.isPending ? 'Asking…' : 'Which role?'}
        </Button>
      </div>
      {judge.isError && <ProblemNote error={judge.error} what="The role could not be told." />}
      {judge.data && <RoleReport answer={judge.data} />}
    </form>
  );
}
