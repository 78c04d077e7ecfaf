import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTokens } from '../data/use-tokens.ts';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { CreateToken } from './create-token.tsx';
import { TokenTable } from './token-table.tsx';
import '../parts/table.css';
import './tokens-page.css';

function List({ query, onCreate }: { query: ReturnType<typeof useTokens>; onCreate: () => void }) {
  if (query.isPending) return <Skeleton label="Loading your access tokens" lines={5} />;
  if (query.isError) return <ProblemNote error={query.error} what="Your access tokens could not be loaded." onRetry={() => void query.refetch()} />;
  if (query.data.items.length > 0) return <TokenTable tokens={query.data.items} isWhole={query.data.nextCursor === null} />;
  return (
    <EmptyState title="You have no access tokens yet">
      <p>With one, a script or the command line signs in as you:</p>
      <pre className="tokens-example">curl -H &quot;Authorization: Bearer $TOKEN&quot; {window.location.origin}/api/v1/projects</pre>
      <Button onClick={onCreate}>Create a token</Button>
    </EmptyState>
  );
}

/** One's own access tokens: what there is, a new one, and the end of one. */
export function TokensPage() {
  const query = useTokens();
  const [creating, setCreating] = useState(false);
  return (
    <section className="list-page" aria-label="Access tokens" tabIndex={0}>
      <title>Access tokens · Gatehouse</title>
      <header className="list-head">
        <div>
          <h2>Access tokens</h2>
          <p className="muted">They act in your name, with your roles, wherever you use the API.</p>
        </div>
        <Button look="primary" onClick={() => setCreating(true)}>
          <Plus size={14} aria-hidden /> New token
        </Button>
      </header>
      <List query={query} onCreate={() => setCreating(true)} />
      {creating && <CreateToken onClose={() => setCreating(false)} />}
    </section>
  );
}
