import { RotateCw, ShieldAlert, ShieldCheck, ShieldQuestion } from 'lucide-react';
import type { IntegrityReport } from '../../contract/integrity.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useIntegrity } from '../data/use-versions.ts';
import { Menu, MenuItem, MenuLabel } from '../parts/menu.tsx';
import { ago } from '../parts/moment.tsx';
import { useNow } from '../parts/now.tsx';

const MOST = 12;

type Query = ReturnType<typeof useIntegrity>;

function look({ data, isError, isFetching }: Query) {
  if (isFetching) return { word: 'Checking…', tone: 'calm', icon: ShieldQuestion } as const;
  if (isError || !data) return { word: 'Not checked', tone: 'refused', icon: ShieldQuestion } as const;
  if (data.ok) return { word: 'Intact', tone: 'success', icon: ShieldCheck } as const;
  return { word: data.problems.length === 1 ? '1 problem' : `${data.problems.length} problems`, tone: 'failed', icon: ShieldAlert } as const;
}

function Findings({ report }: { report: IntegrityReport }) {
  const now = useNow();
  const { checked, checkedSeq, checkedAt, problems } = report;
  return (
    <>
      <MenuLabel>
        {checked.toLocaleString('en')} executions checked, up to number {checkedSeq.toLocaleString('en')}; {ago(Date.parse(checkedAt), now)}
      </MenuLabel>
      {problems.slice(0, MOST).map(({ seq, kind, detail }) => (
        <MenuLabel key={`${seq}${kind}${detail}`}>
          <strong className="field-error">{seq === null ? kind : `${kind} at ${seq}`}</strong> {detail}
        </MenuLabel>
      ))}
      {problems.length > MOST && <MenuLabel>and {problems.length - MOST} more</MenuLabel>}
    </>
  );
}

/** Whether the records behind what is shown are as they were written, how far that was checked, and what is wrong if they are not. */
export function IntegrityBadge() {
  const { projectId } = useOpenProject();
  const query = useIntegrity(projectId);
  const { word, tone, icon: Icon } = look(query);
  const trigger = (
    <button type="button" className={`integrity tone-${tone}`} aria-label={`Integrity: ${word}`}>
      <Icon size={14} aria-hidden /> {word}
    </button>
  );
  return (
    <Menu trigger={trigger}>
      {query.data ? <Findings report={query.data} /> : <MenuLabel>{query.isError ? query.error.message : 'The records are being checked.'}</MenuLabel>}
      <MenuItem onSelect={() => void query.refetch()}>
        <RotateCw size={14} aria-hidden /> Check again
      </MenuItem>
    </Menu>
  );
}
