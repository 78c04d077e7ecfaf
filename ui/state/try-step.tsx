import type { FormEvent } from 'react';
import { useOpenProject } from '../data/project-context.ts';
import { useRunOnFork } from '../data/use-forks.ts';
import { useRegistry } from '../data/use-projects.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { useIntentDraft } from '../parts/intent-draft.ts';
import { IntentFields } from '../parts/intent-fields.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';

/** Asks for one more step and tries it on the fork. */
export function TryStep({ forkId }: { forkId: string }) {
  const { projectId } = useOpenProject();
  const registry = useRegistry(projectId);
  const actions = registry.data?.actions ?? [];
  const draft = useIntentDraft(actions);
  const run = useRunOnFork(projectId, forkId);
  const announce = useAnnounce();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.intent) run.mutate({ ...draft.intent, confirmed: true }, { onSuccess: ({ status }) => announce(status === 'success' ? 'The step was tried.' : 'The step would not run.') });
  };
  return (
    <form className="fork-part fork-try" onSubmit={submit} aria-label="Try a step">
      <h3>Try a step</h3>
      <div className="fork-fields">
        <IntentFields actions={actions} draft={draft} />
      </div>
      {run.isError && <ProblemNote error={run.error} what="The step was not tried." />}
      <div>
        <Button type="submit" busy={run.isPending} disabled={!draft.intent}>
          {run.isPending ? 'Trying…' : 'Try it'}
        </Button>
      </div>
    </form>
  );
}
