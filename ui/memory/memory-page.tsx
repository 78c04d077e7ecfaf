import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Fact } from '../../contract/memory.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useFacts } from '../data/use-memory.ts';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Forbidden } from '../parts/forbidden.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { FactDialog } from './fact-dialog.tsx';
import { FactTable } from './fact-table.tsx';
import { ForgetFact } from './forget-fact.tsx';
import '../parts/table.css';
import './memory-page.css';

type Editing = Partial<Pick<Fact, 'key' | 'value'>>;

function List({ query, onEdit, onForget }: { query: ReturnType<typeof useFacts>; onEdit: (fact: Editing) => void; onForget: (fact: Fact) => void }) {
  if (query.isPending) return <Skeleton label="Loading what is remembered" lines={5} />;
  if (query.isError) return <ProblemNote error={query.error} what="What is remembered could not be loaded." onRetry={() => void query.refetch()} />;
  if (query.data.items.length > 0) return <FactTable facts={query.data.items} onEdit={onEdit} onForget={onForget} />;
  return (
    <EmptyState title="Nothing is remembered yet">
      <p>The agent is told of your facts with every message, so that you need not repeat them. In the chat, for example:</p>
      <pre className="memory-example">remember that my site is Hamburg</pre>
      <Button onClick={() => onEdit({ key: 'site' })}>Remember your site</Button>
    </EmptyState>
  );
}

function Memory() {
  const { projectId, name } = useOpenProject();
  const query = useFacts(projectId, true);
  const [editing, setEditing] = useState<Editing | null>(null);
  const [forgetting, setForgetting] = useState<Fact | null>(null);
  return (
    <section className="list-page" aria-label="Memory" tabIndex={0}>
      <header className="list-head">
        <div>
          <h2>Memory</h2>
          <p className="muted">What the agent remembers for you in {name}. Nobody else sees it, and records of it hold neither key nor value.</p>
        </div>
        <Button look="primary" onClick={() => setEditing({})}>
          <Plus size={14} aria-hidden /> New fact
        </Button>
      </header>
      <List query={query} onEdit={setEditing} onForget={setForgetting} />
      {editing && <FactDialog fact={editing} taken={query.data?.items.map(({ key }) => key) ?? []} onClose={() => setEditing(null)} />}
      {forgetting && <ForgetFact fact={forgetting} onClose={() => setForgetting(null)} />}
    </section>
  );
}

/** One's own facts in a project: a page for those who may speak to the agent. */
export function MemoryPage() {
  const { role, name } = useOpenProject();
  return (
    <>
      <title>{`Memory · ${name} · Gatehouse`}</title>
      {role === 'operator' || role === 'admin' ? (
        <Memory />
      ) : (
        <Forbidden title="Memory is for operators and admins">
          <p>
            You are {role === null ? 'no member' : 'a viewer'} of {name}. An admin of the project can change that.
          </p>
        </Forbidden>
      )}
    </>
  );
}
