import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Secret } from '../../contract/secret.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useSecrets } from '../data/use-secrets.ts';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Forbidden } from '../parts/forbidden.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { AddSecret } from './add-secret.tsx';
import { DeleteSecret } from './delete-secret.tsx';
import { MissingSecrets } from './missing-secrets.tsx';
import { RotateSecret } from './rotate-secret.tsx';
import { SecretTable } from './secret-table.tsx';
import '../parts/table.css';
import './secrets-page.css';

/** What the dialog in front of the page is about. */
type Doing = { what: 'add'; name: string } | { what: 'rotate' | 'delete'; secret: Secret };

function List({ query, onDo }: { query: ReturnType<typeof useSecrets>; onDo: (doing: Doing) => void }) {
  if (query.isPending) return <Skeleton label="Loading the secrets" lines={5} />;
  if (query.isError) return <ProblemNote error={query.error} what="The secrets could not be loaded." onRetry={() => void query.refetch()} />;
  const { items, missing } = query.data;
  return (
    <>
      {missing.length > 0 && <MissingSecrets missing={missing} onAdd={(name) => onDo({ what: 'add', name })} />}
      {items.length > 0 ? (
        <SecretTable secrets={items} onRotate={(secret) => onDo({ what: 'rotate', secret })} onDelete={(secret) => onDo({ what: 'delete', secret })} />
      ) : (
        <EmptyState title="This project keeps no secrets yet">
          <p>An action that calls another system names the secret that signs it in there, such as plant_api. Its value is kept here, sealed.</p>
          <Button onClick={() => onDo({ what: 'add', name: '' })}>Add a secret</Button>
        </EmptyState>
      )}
    </>
  );
}

function Secrets() {
  const { projectId, name } = useOpenProject();
  const query = useSecrets(projectId);
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = () => setDoing(null);
  return (
    <section className="list-page" aria-label="Secrets" tabIndex={0}>
      <header className="list-head">
        <div>
          <h2>Secrets</h2>
          <p className="muted">What {name} signs in with elsewhere. A value goes in and is never shown again, to anybody.</p>
        </div>
        <Button look="primary" onClick={() => setDoing({ what: 'add', name: '' })}>
          <Plus size={14} aria-hidden /> New secret
        </Button>
      </header>
      <List query={query} onDo={setDoing} />
      {doing?.what === 'add' && <AddSecret name={doing.name} onClose={close} />}
      {doing?.what === 'rotate' && <RotateSecret secret={doing.secret} onClose={close} />}
      {doing?.what === 'delete' && <DeleteSecret secret={doing.secret} onClose={close} />}
    </section>
  );
}

/** What the project keeps secret: a page for its admins alone. */
export function SecretsPage() {
  const { role, name } = useOpenProject();
  return (
    <>
      <title>{`Secrets · ${name} · Gatehouse`}</title>
      {role === 'admin' ? (
        <Secrets />
      ) : (
        <Forbidden title="Secrets are for project admins">
          <p>
            You are {role === null ? 'no member' : `${role === 'operator' ? 'an' : 'a'} ${role}`} of {name}. An admin of the project can change that.
          </p>
        </Forbidden>
      )}
    </>
  );
}
