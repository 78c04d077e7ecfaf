import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { Fact } from '../../contract/memory.ts';
import { Button } from '../parts/button.tsx';
import { JsonView } from '../parts/json-view.tsx';
import { Moment } from '../parts/moment.tsx';

type Given = { facts: readonly Fact[]; onEdit: (fact: Fact) => void; onForget: (fact: Fact) => void };

function FactRow({ fact, onEdit, onForget }: { fact: Fact } & Omit<Given, 'facts'>) {
  const { key, value, updatedAt } = fact;
  const [open, setOpen] = useState(false);
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <>
      <tr>
        <th scope="row">
          <button type="button" className="fact-key" aria-expanded={open} title={key} onClick={() => setOpen(!open)}>
            <Chevron size={14} aria-hidden />
            <code className="truncate">{key}</code>
          </button>
        </th>
        <td>
          <code className="truncate fact-value">{JSON.stringify(value)}</code>
        </td>
        <td className="fact-updated">
          <Moment at={updatedAt} />
        </td>
        <td className="table-end fact-end">
          <Button look="quiet" aria-label={`Change ${key}`} onClick={() => onEdit(fact)}>
            Change
          </Button>
          <Button look="quiet" aria-label={`Forget ${key}`} onClick={() => onForget(fact)}>
            Forget
          </Button>
        </td>
      </tr>
      {open && (
        <tr className="fact-whole">
          <td colSpan={4}>
            <JsonView label={`Value of ${key}`} value={value} />
          </td>
        </tr>
      )}
    </>
  );
}

/** Facts as a table, newest first; a key opens its whole value. */
export function FactTable({ facts, ...rest }: Given) {
  return (
    <table className="table fact-table">
      <thead>
        <tr>
          <th scope="col" className="fact-key-head">
            Key
          </th>
          <th scope="col">Value</th>
          <th scope="col" className="fact-updated">
            Updated
          </th>
          <th scope="col" className="table-end fact-end">
            <span className="visually-hidden">What to do</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {facts.map((fact) => (
          <FactRow key={fact.key} fact={fact} {...rest} />
        ))}
      </tbody>
    </table>
  );
}
