import { useState } from 'react';
import type { PolicyVersion } from '../../contract/policy.ts';
import { useOpenProject } from '../data/project-context.ts';
import { usePublishPolicy } from '../data/use-policy.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { CheckLine } from './check-line.tsx';
import { PolicyEditor } from './policy-editor.tsx';
import { PolicyHead } from './policy-head.tsx';
import { PolicyNotes } from './policy-notes.tsx';
import { PolicyTabs } from './policy-tabs.tsx';
import { isPolicy } from './is-policy.ts';
import { useCheck } from './use-check.ts';
import { useDraft } from './use-draft.ts';

/** The editor with what is known of its text, and beside it what a policy was and would do. */
export function Workbench({ current, tab }: { current: PolicyVersion; tab: string | null }) {
  const { projectId, role, status } = useOpenProject();
  const announce = useAnnounce();
  const mayEdit = role === 'admin' && status !== 'archived';
  const draft = useDraft(projectId, current);
  const check = useCheck(draft.text, mayEdit);
  const publish = usePublishPolicy(projectId);
  const [goTo, setGoTo] = useState<{ at: number; times: number } | null>(null);
  const send = () => {
    if (!isPolicy(check.value)) return;
    publish.mutate(
      { policy: check.value, base: draft.base },
      {
        onSuccess: ({ version }) => {
          draft.discard();
          announce(`Version ${version} of the policy is in force.`);
        },
      },
    );
  };
  return (
    <div className="policy">
      <section className="policy-main" aria-label="Policy">
        <PolicyHead current={current} draft={draft} check={check} mayEdit={mayEdit} busy={publish.isPending} onPublish={send} />
        <PolicyNotes current={current} draft={draft} publish={publish} />
        <PolicyEditor text={draft.text} readOnly={!mayEdit} issues={check.issues} goTo={goTo} onChange={draft.edit} />
        <CheckLine check={check} mayEdit={mayEdit} onGo={(at) => setGoTo((last) => ({ at, times: (last?.times ?? 0) + 1 }))} />
      </section>
      <aside className="policy-side" aria-label="What it was and would do">
        <PolicyTabs tab={tab} current={current} draft={draft} check={check} isAdmin={role === 'admin'} mayEdit={mayEdit} />
      </aside>
    </div>
  );
}
