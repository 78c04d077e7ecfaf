import { TriangleAlert } from 'lucide-react';
import { Link } from 'wouter';
import type { PolicyVersion } from '../../contract/policy.ts';
import { useOpenProject } from '../data/project-context.ts';
import type { usePublishPolicy } from '../data/use-policy.ts';
import { Button } from '../parts/button.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { ApiError } from '../problem.ts';
import { comparePath } from './compare-path.ts';
import type { PolicyDraft } from './use-draft.ts';

type Publish = ReturnType<typeof usePublishPolicy>;

/** Somebody else has published: what that changed, and the two ways to go on. */
function Behind({ current, draft }: { current: PolicyVersion; draft: PolicyDraft }) {
  const { projectId } = useOpenProject();
  return (
    <div className="policy-note tone-refused" role="alert">
      <TriangleAlert size={16} aria-hidden />
      <p>
        <strong>Version {current.version} has been published since you began.</strong> Your draft started from version {draft.base}.
      </p>
      <span className="policy-note-do">
        <Link className="button button-plain" href={comparePath(projectId, { from: draft.base, to: current.version })}>
          Show what changed
        </Link>
        <Button onClick={draft.rebase}>Keep my draft</Button>
        <Button onClick={draft.discard}>Take theirs</Button>
      </span>
    </div>
  );
}

function Warnings({ publish }: { publish: Publish }) {
  const { version, warnings } = publish.data ?? { version: 0, warnings: [] };
  if (warnings.length === 0) return null;
  return (
    <div className="policy-note tone-refused" role="status">
      <TriangleAlert size={16} aria-hidden />
      <div>
        <p>
          <strong>Version {version} is in force, and may not do all that it says.</strong>
        </p>
        <ul>
          {warnings.map(({ path, message }) => (
            <li key={`${path}${message}`}>
              <code>{path}</code> {message}
            </li>
          ))}
        </ul>
      </div>
      <span className="policy-note-do">
        <Button look="quiet" onClick={() => publish.reset()}>
          Understood
        </Button>
      </span>
    </div>
  );
}

const isStale = (error: unknown): boolean => error instanceof ApiError && error.error === 'stale_state';

/** What came of publishing, and whether the draft still stands on the policy in force. */
export function PolicyNotes({ current, draft, publish }: { current: PolicyVersion; draft: PolicyDraft; publish: Publish }) {
  return (
    <>
      {draft.isBehind && <Behind current={current} draft={draft} />}
      {publish.isError && !isStale(publish.error) && (
        <div className="policy-problem">
          <ProblemNote error={publish.error} what="The policy was not published." />
        </div>
      )}
      {!draft.isChanged && <Warnings publish={publish} />}
    </>
  );
}
