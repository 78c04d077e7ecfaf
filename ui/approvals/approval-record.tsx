import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Approval } from '../../contract/approval.ts';
import { DiffWords } from '../parts/diff-words.tsx';
import { EffectList } from '../parts/effect-list.tsx';
import { JsonView } from '../parts/json-view.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { MovedTable } from './moved-table.tsx';
import { RequestFacts } from './request-facts.tsx';
import { RequestOutcome } from './request-outcome.tsx';
import { VoteList } from './vote-list.tsx';

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="request-part" aria-label={title}>
    <h3>{title}</h3>
    {children}
  </section>
);

function Changes({ approval: { diff, intent, steps } }: { approval: Approval }) {
  const [view, setView] = useState<'words' | 'json' | 'request'>('words');
  const words = diff.length > 0 ? <DiffWords diff={diff} /> : <p className="faint">No value of the state changes.</p>;
  return (
    <section className="request-part request-changes" aria-label="What changes">
      <h3>What changes</h3>
      <Tabs
        label="Views of the change"
        value={view}
        onChange={setView}
        tabs={[
          { value: 'words', label: 'In words', content: words },
          { value: 'json', label: 'JSON', content: <JsonView label="Change as JSON" value={diff} /> },
          { value: 'request', label: steps ? 'Steps' : 'Intent', content: <JsonView label="What was asked for" value={intent ?? steps ?? {}} /> },
        ]}
      />
    </section>
  );
}

/** All that a decision needs: why it waits, what changes and leaves, what it costs, who said what. */
export function ApprovalRecord({ approval }: { approval: Approval }) {
  const { reason, effects, moved, status } = approval;
  return (
    <>
      <p className="request-why">
        {reason.text} {!reason.text.includes(reason.rule) && <code className="faint">{reason.rule}</code>}
      </p>
      {status !== 'pending' && <RequestOutcome approval={approval} />}
      {status === 'stale' && (
        <Part title="What moved since it was asked">
          <MovedTable moved={moved} />
        </Part>
      )}
      <RequestFacts approval={approval} />
      <Changes approval={approval} />
      <Part title="What leaves the house">{effects.length > 0 ? <EffectList effects={effects} /> : <p className="faint">Nothing: it changes the state alone.</p>}</Part>
      <Part title={`Votes, ${approval.votes.filter(({ vote }) => vote === 'approve').length} of ${approval.quorum}`}>
        <VoteList approval={approval} />
      </Part>
    </>
  );
}
