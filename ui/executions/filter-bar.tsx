import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { STATUSES, TRIGGERS, writeFilter } from '../data/execution-filter.ts';
import type { ExecutionFilter, FilterName } from '../data/execution-filter.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useMembers, useNames } from '../data/use-members.ts';
import { useRegistry } from '../data/use-projects.ts';
import { Button } from '../parts/button.tsx';
import { executionLook } from '../parts/look.ts';
import { ChoiceFilter } from './choice-filter.tsx';
import { TextFilter } from './text-filter.tsx';
import { TimeFilter } from './time-filter.tsx';

type Given = { filter: ExecutionFilter; onChange: (filter: ExecutionFilter) => void; end: ReactNode };

const statusOptions = STATUSES.map((status) => ({ value: status, label: executionLook({ status, error: null }).word }));
const triggerOptions = TRIGGERS.map((trigger) => ({ value: trigger, label: trigger }));

/** Whom a list can be narrowed to: the members, and whoever the address names. */
function useWho(chosen: string | undefined) {
  const { projectId } = useOpenProject();
  const nameOf = useNames(projectId);
  const ids = (useMembers(projectId).data?.items ?? []).map(({ userId }) => userId);
  return (chosen && !ids.includes(chosen) ? [...ids, chosen] : ids).map((id) => ({ value: id, label: nameOf(id) }));
}

/** Narrows the executions. What is chosen stands in the address, so that it can be kept and sent. */
export function FilterBar({ filter, onChange, end }: Given) {
  const { projectId } = useOpenProject();
  const actions = [...new Set((useRegistry(projectId).data?.actions ?? []).map(({ actionId }) => actionId.split('@')[0] ?? actionId))].toSorted();
  const who = useWho(filter.user);
  const set = (name: FilterName) => (value: string | undefined) => onChange({ ...filter, [name]: value });
  return (
    <form className="filters" role="search" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      <ChoiceFilter label="Status" value={filter.status} options={statusOptions} onChange={set('status')} />
      <TextFilter label="Action" value={filter.action} suggestions={actions} width={20} onChange={set('action')} />
      <ChoiceFilter label="Who" value={filter.user} options={who} onChange={set('user')} />
      <ChoiceFilter label="Trigger" value={filter.trigger} options={triggerOptions} onChange={set('trigger')} />
      <TimeFilter label="From" value={filter.from} onChange={set('from')} />
      <TimeFilter label="To" value={filter.to} onChange={set('to')} />
      <TextFilter label="Request id" value={filter.requestId} width={16} onChange={set('requestId')} />
      {writeFilter(filter) && (
        <Button look="quiet" onClick={() => onChange({})}>
          <X size={14} aria-hidden /> Clear
        </Button>
      )}
      <span className="filters-end">{end}</span>
    </form>
  );
}
