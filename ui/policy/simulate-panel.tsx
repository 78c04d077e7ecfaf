import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { useOpenProject } from '../data/project-context.ts';
import { useMembers } from '../data/use-members.ts';
import { useSimulatePolicy } from '../data/use-policy.ts';
import { useRegistry } from '../data/use-projects.ts';
import { Button } from '../parts/button.tsx';
import { useIntentDraft } from '../parts/intent-draft.ts';
import { IntentFields } from '../parts/intent-fields.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { SimulatedOutcome } from '../parts/simulated-outcome.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { isPolicy } from './is-policy.ts';
import { TriedPolicy, isTriable } from './tried-policy.tsx';
import type { Check } from './use-check.ts';
import type { PolicyDraft } from './use-draft.ts';

function WhoAndWhen({ userId, at, onUser, onAt }: { userId: string; at: string; onUser: (userId: string) => void; onAt: (at: string) => void }) {
  const { projectId } = useOpenProject();
  const members = useMembers(projectId).data?.items ?? [];
  const id = useId();
  return (
    <div className="policy-pair">
      <div className="field">
        <label htmlFor={`${id}-who`}>As</label>
        <select id={`${id}-who`} className="input" value={userId} onChange={({ target }) => onUser(target.value)}>
          <option value="">myself</option>
          {members.map((member) => (
            <option key={member.userId} value={member.userId}>
              {`${member.name ?? member.username}, ${member.role}`}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-at`}>
          At <span className="faint">your time; empty is now</span>
        </label>
        <input id={`${id}-at`} className="input" type="datetime-local" value={at} onChange={({ target }) => onAt(target.value)} />
      </div>
    </div>
  );
}

/** What the policy would say to this intent, of that person, at this time. Nothing is recorded. */
export function SimulatePanel({ draft, check }: { draft: PolicyDraft; check: Check }) {
  const { projectId } = useOpenProject();
  const registry = useRegistry(projectId);
  const actions = registry.data?.actions ?? [];
  const asked = useIntentDraft(actions);
  const simulate = useSimulatePolicy(projectId);
  const [userId, setUserId] = useState('');
  const [at, setAt] = useState('');
  const [confirmed, setConfirmed] = useState(true);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!asked.intent) return;
    const policy = draft.isChanged && isPolicy(check.value) ? check.value : undefined;
    simulate.mutate({ policy, intent: { ...asked.intent, confirmed }, userId: userId || undefined, at: at === '' ? undefined : new Date(at).toISOString() });
  };
  if (registry.isPending) return <Skeleton label="Loading the actions" lines={4} />;
  return (
    <form className="policy-panel" onSubmit={submit} aria-label="Simulate">
      <TriedPolicy draft={draft} check={check} />
      <IntentFields actions={actions} draft={asked} />
      <WhoAndWhen userId={userId} at={at} onUser={setUserId} onAt={setAt} />
      <label className="policy-tick">
        <input type="checkbox" checked={confirmed} onChange={({ target }) => setConfirmed(target.checked)} /> As if it were confirmed
      </label>
      <div>
        <Button type="submit" look="primary" busy={simulate.isPending} disabled={!asked.intent || !isTriable(draft, check)}>
          {simulate.isPending ? 'Simulating…' : 'Simulate'}
        </Button>
      </div>
      {simulate.isError && <ProblemNote error={simulate.error} what="It could not be simulated." />}
      {simulate.data && <SimulatedOutcome outcome={simulate.data} />}
    </form>
  );
}
