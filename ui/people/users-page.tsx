import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { usePeople } from '../data/use-people.ts';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSettled } from '../parts/use-settled.ts';
import { CreatePerson } from './create-person.tsx';
import { PeopleTable } from './people-table.tsx';
import { PersonPage } from './person-page.tsx';
import '../parts/table.css';
import './users-page.css';

const SETTLED_MS = 250;

function Everybody() {
  const [words, setWords] = useState('');
  const [creating, setCreating] = useState(false);
  const sought = useSettled(words.trim(), SETTLED_MS);
  const query = usePeople(sought);
  const people = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className="list-page" aria-label="Users" tabIndex={0}>
      <header className="list-head">
        <div>
          <h2>Users</h2>
          <p className="muted">Everybody who can sign in here. What somebody may do in a project its own admins say.</p>
        </div>
        <Button look="primary" onClick={() => setCreating(true)}>
          <UserPlus size={14} aria-hidden /> New user
        </Button>
      </header>
      <input className="input people-search" type="search" aria-label="Search users" placeholder="Name or email address" value={words} onChange={({ target }) => setWords(target.value)} />
      {query.isPending && <Skeleton label="Loading the users" lines={6} />}
      {query.isError && <ProblemNote error={query.error} what="The users could not be loaded." onRetry={() => void query.refetch()} />}
      {query.data && people.length === 0 && (
        <EmptyState title="Nobody has these words in the name">
          <Button onClick={() => setWords('')}>Show everybody</Button>
        </EmptyState>
      )}
      {people.length > 0 && <PeopleTable key={sought} people={people} hasMore={query.hasNextPage} busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />}
      {creating && <CreatePerson onClose={() => setCreating(false)} />}
    </section>
  );
}

/** Everybody who is registered, or one of them: for system admins. */
export const UsersPage = ({ itemId }: { itemId: string | null }) => (itemId === null ? <Everybody /> : <PersonPage key={itemId} userId={itemId} />);
