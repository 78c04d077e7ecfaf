import type { MouseEvent } from 'react';
import { useOpenProject } from '../data/project-context.ts';
import type { Recorded } from '../data/use-execution.ts';
import { useNames } from '../data/use-members.ts';
import { ActionName } from '../parts/action-name.tsx';
import { Chip } from '../parts/chip.tsx';
import { duration } from '../parts/duration.ts';
import { executionLook } from '../parts/look.ts';
import { Moment } from '../parts/moment.tsx';
import { executionPath } from '../parts/paths.ts';

/** The id of a row in the page. */
export const rowId = (executionId: string): string => `execution-${executionId}`;

type Given = { row: Recorded; index: number; search: string; active: boolean; open: boolean; onActivate: (executionId: string) => void };

const opensElsewhere = ({ ctrlKey, metaKey, shiftKey }: MouseEvent): boolean => ctrlKey || metaKey || shiftKey;

/** One execution in one line. A click opens it here; with a key held, in a window of its own. */
export function ExecutionRow({ row, index, search, active, open, onActivate }: Given) {
  const { projectId } = useOpenProject();
  const nameOf = useNames(projectId);
  const id = row.executionId ?? '';
  const click = (event: MouseEvent) => {
    if (opensElsewhere(event)) return;
    event.preventDefault();
    onActivate(id);
  };
  return (
    <tr id={rowId(id)} aria-rowindex={index + 2} aria-selected={open} className={active ? 'execution-row execution-active' : 'execution-row'} onClick={click}>
      <td className="col-time">
        <Moment at={row.createdAt} />
      </td>
      <td className="col-status">
        <Chip look={executionLook(row)} />
      </td>
      <td className="col-action">
        <a href={executionPath(projectId, id, search)} tabIndex={-1} title={row.actionId}>
          <ActionName actionId={row.actionId} />
        </a>
      </td>
      <td className="col-who">{nameOf(row.userId)}</td>
      <td className="col-trigger">{row.trigger}</td>
      <td className="col-cost">{row.status === 'success' ? row.cost.toLocaleString('en') : '–'}</td>
      <td className="col-duration">{duration(row.durationMs)}</td>
      <td className="col-message" title={row.message}>
        {row.message}
      </td>
    </tr>
  );
}
