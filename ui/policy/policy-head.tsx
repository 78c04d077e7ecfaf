import type { PolicyVersion } from '../../contract/policy.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useNames } from '../data/use-members.ts';
import { Button } from '../parts/button.tsx';
import { Moment } from '../parts/moment.tsx';
import type { Check } from './use-check.ts';
import type { PolicyDraft } from './use-draft.ts';

type Given = { current: PolicyVersion; draft: PolicyDraft; check: Check; mayEdit: boolean; busy: boolean; onPublish: () => void };

/** Which version is in force, who put it there, and what can be done with what is written. */
export function PolicyHead({ current, draft, check, mayEdit, busy, onPublish }: Given) {
  const { projectId, status } = useOpenProject();
  const nameOf = useNames(projectId);
  return (
    <header className="policy-head">
      <h2 data-figures>Policy, version {current.version}</h2>
      {draft.isChanged ? <span className="badge">Draft</span> : <span className="badge">In force</span>}
      <span className="policy-by">
        <Moment at={current.createdAt} /> by {nameOf(current.createdBy)}
      </span>
      <span className="policy-tools">
        {!mayEdit && <span className="faint">{status === 'archived' ? 'The project is archived' : 'Read only: admins publish'}</span>}
        {mayEdit && draft.isChanged && (
          <Button look="quiet" onClick={draft.discard}>
            Discard
          </Button>
        )}
        {mayEdit && (
          <Button look="primary" busy={busy} disabled={!draft.isChanged || check.state !== 'valid'} onClick={onPublish}>
            {busy ? 'Publishing…' : 'Publish'}
          </Button>
        )}
      </span>
    </header>
  );
}
