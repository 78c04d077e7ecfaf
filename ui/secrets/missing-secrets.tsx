import { TriangleAlert } from 'lucide-react';
import type { MissingSecret } from '../../contract/secret.ts';
import { Button } from '../parts/button.tsx';
import { NeededBy } from './needed-by.tsx';

/** The secrets that actions name and the project does not have, each with a way to add it. */
export function MissingSecrets({ missing, onAdd }: { missing: readonly MissingSecret[]; onAdd: (name: string) => void }) {
  return (
    <section className="missing-secrets" aria-labelledby="missing-secrets">
      <h3 id="missing-secrets" className="tone-waiting">
        <TriangleAlert size={14} aria-hidden /> Missing
      </h3>
      <ul>
        {missing.map(({ name, usedBy }) => (
          <li key={name}>
            <code className="truncate">{name}</code>
            <span className="missing-needed truncate">
              <NeededBy usedBy={usedBy} />
            </span>
            <Button aria-label={`Add ${name}`} onClick={() => onAdd(name)}>
              Add
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
