import type { Moved } from '../../contract/approval.ts';
import { short } from '../parts/diff-words.tsx';

const MOST = 60;

/** What the decision had read and what stands there now, side by side. */
export function MovedTable({ moved }: { moved: readonly Moved[] }) {
  if (moved.length === 0) return <p className="faint">The policy or an action has another version now.</p>;
  return (
    <div className="moved-scroll" tabIndex={0} role="region" aria-label="What moved">
      <table className="moved">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">It was</th>
            <th scope="col">It is</th>
          </tr>
        </thead>
        <tbody>
          {moved.slice(0, MOST).map(({ path, was, is }) => (
            <tr key={path}>
              <th scope="row">
                <code>{path}</code>
              </th>
              <td>
                <code>{short(was)}</code>
              </td>
              <td>
                <code>{short(is)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {moved.length > MOST && <p className="faint">and {moved.length - MOST} more</p>}
    </div>
  );
}
