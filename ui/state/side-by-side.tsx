import type { DiffEntry } from '../../contract/execution.ts';
import type { Json } from '../../contract/json.ts';
import type { ComponentSummary } from '../../contract/registry.ts';
import type { Snapshot } from '../../contract/snapshot.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useRegistry } from '../data/use-projects.ts';
import { short } from '../parts/diff-words.tsx';
import { pointerParts } from '../parts/pointer.ts';
import { stateRows } from '../parts/state-rows.ts';

const MOST_COMPONENTS = 30;
const MOST_ROWS = 60;

type Row = { place: string; name: string; depth: number; before: Json | undefined; after: Json | undefined };

/** The values of both, in the order of the newer one; what only the older one has comes last. */
function pairs(before: Snapshot['components'][string] | undefined, after: Snapshot['components'][string] | undefined, summary: ComponentSummary | undefined): Row[] {
  const schema = summary?.stateSchema ?? {};
  const [old, now] = [stateRows(before ?? {}, schema), stateRows(after ?? {}, schema)];
  const valueIn = (rows: typeof old, key: string) => rows.find(({ place }) => place.join('/') === key)?.value;
  const places = new Map([...now, ...old].map(({ place }) => [place.join('/'), place]));
  return [...places].map(([key, place]) => ({ place: key, name: place.at(-1) ?? '', depth: place.length, before: valueIn(old, key), after: valueIn(now, key) }));
}

function Pair({ row: { name, depth, before, after } }: { row: Row }) {
  const differs = JSON.stringify(before) !== JSON.stringify(after);
  return (
    <tr className={differs ? 'pair-differs' : undefined}>
      <th scope="row" className={`pair-${depth}`}>
        {name}
      </th>
      <td>{before === undefined ? '' : short(before)}</td>
      <td>{after === undefined ? '' : short(after)}</td>
    </tr>
  );
}

type Given = { componentId: string; before: Snapshot; after: Snapshot; summary: ComponentSummary | undefined };

function ComponentPair({ componentId, before, after, summary }: Given) {
  const rows = pairs(before.components[componentId], after.components[componentId], summary);
  return (
    <section className="pair" aria-label={summary?.title ?? componentId} data-component={componentId}>
      <table>
        <caption>
          {summary?.title ?? componentId} <code className="faint">{componentId}</code>
        </caption>
        <thead>
          <tr>
            <td />
            <th scope="col">Version {before.version}</th>
            <th scope="col">Version {after.version}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row) => (
            <Pair key={row.place} row={row} />
          ))}
        </tbody>
      </table>
      {rows.length > MOST_ROWS && <p className="faint">and {rows.length - MOST_ROWS} more values</p>}
    </section>
  );
}

/** The components in which two versions differ, each with its values at both, side by side. */
export function SideBySide({ before, after, diff }: { before: Snapshot; after: Snapshot; diff: readonly DiffEntry[] }) {
  const { projectId } = useOpenProject();
  const registry = useRegistry(projectId).data;
  const summaries = new Map(registry?.components.map((summary) => [summary.componentId, summary]));
  const ids = [...new Set(diff.flatMap(({ path }) => pointerParts(path)[0] ?? []))].toSorted();
  const others = new Set([...Object.keys(before.components), ...Object.keys(after.components)]).size - ids.length;
  return (
    <div className="side-by-side">
      {ids.slice(0, MOST_COMPONENTS).map((id) => (
        <ComponentPair key={id} componentId={id} before={before} after={after} summary={summaries.get(id)} />
      ))}
      {ids.length > MOST_COMPONENTS && <p className="faint">and {ids.length - MOST_COMPONENTS} more components that differ</p>}
      {others > 0 && <p className="faint">{others === 1 ? '1 component is the same' : `${others} components are the same`} at both.</p>}
    </div>
  );
}
