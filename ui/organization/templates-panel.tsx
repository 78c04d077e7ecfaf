import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { PolicyTemplate } from '../../contract/policy.ts';
import { useTemplates } from '../data/use-templates.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { Moment } from '../parts/moment.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { TemplateView } from './template-view.tsx';
import '../parts/table.css';
import './templates-panel.css';

const pathOf = (name: string): string => `/organization/templates/${encodeURIComponent(name)}`;

function NewTemplate({ onClose }: { onClose: () => void }) {
  const [, navigate] = useLocation();
  const [name, setName] = useState('');
  const isName = /^[a-z0-9][a-z0-9-]{0,63}$/.test(name);
  return (
    <Dialog title="New template" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          navigate(pathOf(name));
          onClose();
        }}
      >
        <Field label="Name" required autoComplete="off" hint="Small letters, digits and -" value={name} onChange={({ target }) => setName(target.value)} />
        <div className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" disabled={!isName}>
            Write it
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const Row = ({ template: { name, version, updatedAt } }: { template: PolicyTemplate }) => (
  <tr>
    <th scope="row" className="truncate">
      <Link href={pathOf(name)} className="text-link">
        {name}
      </Link>
    </th>
    <td data-figures>{version === 0 ? 'of the release' : `version ${version}`}</td>
    <td>{updatedAt ? <Moment at={updatedAt} /> : <span className="faint">with the release</span>}</td>
  </tr>
);

function Everything() {
  const query = useTemplates();
  const [creating, setCreating] = useState(false);
  return (
    <section className="list-page" aria-label="Templates" tabIndex={0}>
      <header className="list-head">
        <div>
          <h2>Templates</h2>
          <p className="muted">Policies that new projects can begin with. A project keeps its copy, whatever becomes of the template.</p>
        </div>
        <Button look="primary" onClick={() => setCreating(true)}>
          <Plus size={14} aria-hidden /> New template
        </Button>
      </header>
      {query.isPending && <Skeleton label="Loading the templates" lines={5} />}
      {query.isError && <ProblemNote error={query.error} what="The templates could not be loaded." onRetry={() => void query.refetch()} />}
      {query.data && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Template</th>
              <th scope="col">Latest</th>
              <th scope="col">Stored</th>
            </tr>
          </thead>
          <tbody>
            {query.data.items.map((template) => (
              <Row key={template.name} template={template} />
            ))}
          </tbody>
        </table>
      )}
      {creating && <NewTemplate onClose={() => setCreating(false)} />}
    </section>
  );
}

function One({ name }: { name: string }) {
  const query = useTemplates();
  if (query.isPending) return <Skeleton label="Loading the template" lines={10} />;
  if (query.isError) return <ProblemNote error={query.error} what="The template could not be loaded." onRetry={() => void query.refetch()} />;
  const template = query.data.items.find((one) => one.name === name);
  return <TemplateView key={`${name} ${template?.version}`} name={name} latest={template ?? null} />;
}

/** The policies that projects begin with, or one of them with its versions. */
export const TemplatesPanel = ({ itemId }: { itemId: string | null }) => (itemId === null ? <Everything /> : <One name={itemId} />);
