import type { EffectRequest } from '../../contract/execution.ts';
import { JsonView } from './json-view.tsx';
import './effect-list.css';

const MOST = 40;

/** What an effect does, in one line: its kind, and where it goes if it says so. */
function summary({ kind, request: { method, url } }: EffectRequest): string {
  return [kind, ...[method, url].filter((part) => typeof part === 'string')].join(' ');
}

/** What leaves the house after the commit, a line each, with the whole request on demand. */
export function EffectList({ effects }: { effects: readonly EffectRequest[] }) {
  return (
    <ul className="effects">
      {effects.slice(0, MOST).map((effect, index) => (
        <li key={index}>
          <details>
            <summary>
              <code>{summary(effect)}</code>
            </summary>
            <JsonView label={`Request of effect ${index + 1}`} value={effect.request} />
          </details>
        </li>
      ))}
      {effects.length > MOST && <li className="faint">and {effects.length - MOST} more</li>}
    </ul>
  );
}
