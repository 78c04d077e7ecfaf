import { Link } from 'wouter';
import { EmptyState } from '../parts/empty-state.tsx';
import './door.css';

/** Says that an address leads nowhere, and where to go instead. */
export const NotFound = ({ what }: { what: string }) => (
  <main className="door">
    <title>Not found · Gatehouse</title>
    <EmptyState title={what}>
      <p>It does not exist, or you may not know that it does.</p>
      <Link href="/" className="button button-plain">
        Go to your projects
      </Link>
    </EmptyState>
  </main>
);
