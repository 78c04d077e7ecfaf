import { CircleCheck, CircleDashed, CircleX, TriangleAlert } from 'lucide-react';
import { Button } from '../parts/button.tsx';
import type { Check } from './use-check.ts';

const MOST = 50;
const KEYS = 'Ctrl Space offers what may stand here';

const said = ({ state, issues }: Check) => {
  if (state === 'valid') return { icon: CircleCheck, tone: 'success', text: 'This could be put in force.' };
  if (state === 'invalid') return { icon: CircleX, tone: 'failed', text: issues.length === 1 ? '1 problem' : `${issues.length} problems` };
  if (state === 'checking') return { icon: CircleDashed, tone: 'calm', text: 'Checking…' };
  return { icon: TriangleAlert, tone: 'refused', text: 'Not checked: the server did not answer.' };
};

/** Whether the text could be put in force and, a line each, what keeps it from that; each leads to its place. */
export function CheckLine({ check, mayEdit, onGo }: { check: Check; mayEdit: boolean; onGo: (at: number) => void }) {
  if (!mayEdit) return null;
  const { icon: Icon, tone, text } = said(check);
  const { issues } = check;
  return (
    <footer className={`policy-check tone-${tone}`}>
      <p className="policy-check-line" role="status">
        <Icon size={14} aria-hidden />
        <span>{text}</span>
        {check.state === 'unknown' ? (
          <Button look="quiet" onClick={check.retry}>
            Check again
          </Button>
        ) : (
          <span className="policy-keys faint">{KEYS}</span>
        )}
      </p>
      {issues.length > 0 && (
        <ul className="policy-issues" aria-label="Problems">
          {issues.slice(0, MOST).map(({ line, path, message, from }) => (
            <li key={`${line}${path}${message}`}>
              <button type="button" className="policy-issue" onClick={() => onGo(from)}>
                <span data-figures>Line {line}</span>
                <span>
                  {path && <code>{path}</code>} {message}
                </span>
              </button>
            </li>
          ))}
          {issues.length > MOST && <li className="faint">and {issues.length - MOST} more</li>}
        </ul>
      )}
    </footer>
  );
}
