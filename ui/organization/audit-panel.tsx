import { X } from 'lucide-react';
import { useLocation, useSearch } from 'wouter';
import { readAuditFilter, writeAuditFilter, type AuditFilter, type AuditFilterName } from '../data/audit-filter.ts';
import { STATUSES, TRIGGERS } from '../data/execution-filter.ts';
import { useOrgAudit, useRollup } from '../data/use-organization.ts';
import { ChoiceFilter } from '../executions/choice-filter.tsx';
import { TextFilter } from '../executions/text-filter.tsx';
import { TimeFilter } from '../executions/time-filter.tsx';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { executionLook } from '../parts/look.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { AuditTable } from './audit-table.tsx';
import '../executions/executions-page.css';
import './audit-panel.css';

const DAY_MS = 86_400_000;
const statusOptions = STATUSES.map((status) => ({ value: status, label: executionLook({ status, error: null }).word }));
const triggerOptions = TRIGGERS.map((trigger) => ({ value: trigger, label: trigger }));

type Narrowing = { filter: AuditFilter; onChange: (filter: AuditFilter) => void };

/** Narrows the audit. What is chosen stands in the address. */
function Filters({ filter, onChange }: Narrowing) {
  const projects = (useRollup(DAY_MS).data?.pages ?? []).flatMap((page) => page.projects).map(({ projectId, name }) => ({ value: projectId, label: name }));
  const known = filter.project === undefined || projects.some(({ value }) => value === filter.project);
  const options = known ? projects : [...projects, { value: filter.project ?? '', label: `…${filter.project?.slice(-8)}` }];
  const set = (name: AuditFilterName) => (value: string | undefined) => onChange({ ...filter, [name]: value });
  return (
    <form className="filters" role="search" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      <ChoiceFilter label="Project" value={filter.project} options={options} onChange={set('project')} />
      <TextFilter label="Action or act" value={filter.action} width={20} onChange={set('action')} />
      <TextFilter label="User id" value={filter.user} width={14} onChange={set('user')} />
      <ChoiceFilter label="Status" value={filter.status} options={statusOptions} onChange={set('status')} />
      <ChoiceFilter label="Trigger" value={filter.trigger} options={triggerOptions} onChange={set('trigger')} />
      <TimeFilter label="From" value={filter.from} onChange={set('from')} />
      <TimeFilter label="To" value={filter.to} onChange={set('to')} />
      {writeAuditFilter(filter) && (
        <Button look="quiet" onClick={() => onChange({})}>
          <X size={14} aria-hidden /> Clear
        </Button>
      )}
    </form>
  );
}

/** What was done in all projects and to them, newest first. */
export function AuditPanel() {
  const [, navigate] = useLocation();
  const filter = readAuditFilter(useSearch());
  const search = writeAuditFilter(filter);
  const narrow = (next: AuditFilter) => navigate(`/organization/audit${writeAuditFilter(next) && `?${writeAuditFilter(next)}`}`, { replace: true });
  const query = useOrgAudit(filter);
  const rows = (query.data?.pages ?? []).flatMap(({ items }) => items);
  return (
    <section className="executions-list audit" aria-label="Audit">
      <Filters filter={filter} onChange={narrow} />
      {query.isPending && <Skeleton label="Loading the audit" lines={12} />}
      {query.isError && rows.length === 0 && (
        <div className="executions-note">
          <ProblemNote error={query.error} what="The audit could not be loaded." onRetry={() => void query.refetch()} />
        </div>
      )}
      {query.isSuccess && rows.length === 0 && (
        <EmptyState title="Nothing fits these filters">
          <Button onClick={() => narrow({})}>Clear the filters</Button>
        </EmptyState>
      )}
      {rows.length > 0 && <AuditTable key={search} rows={rows} query={query} />}
    </section>
  );
}
