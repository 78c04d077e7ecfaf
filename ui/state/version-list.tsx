import { GitCompare } from 'lucide-react';
import type { SnapshotEntry } from '../../contract/snapshot.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useNames } from '../data/use-members.ts';
import { useVersions } from '../data/use-versions.ts';
import { ActionName } from '../parts/action-name.tsx';
import { Button } from '../parts/button.tsx';
import { IconButton } from '../parts/icon-button.tsx';
import { Moment } from '../parts/moment.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useRows } from '../parts/use-rows.ts';
import type { Chosen } from './use-version.ts';

type Choose = (change: Partial<Chosen>) => void;
type Given = { shown: number; compare: number | null; onChoose: Choose };

function Entry({ entry, shown, compare, onChoose }: Given & { entry: SnapshotEntry }) {
  const { projectId } = useOpenProject();
  const nameOf = useNames(projectId);
  const { version, actionId, userId, at } = entry;
  const compared = compare === version;
  return (
    <li className="version-entry">
      <button type="button" className="version-choose" aria-current={version === shown || undefined} onClick={() => onChoose({ version })}>
        <span className="version-number" data-figures>
          {version}
        </span>
        <span className="truncate">{actionId ? <ActionName actionId={actionId} /> : 'The beginning'}</span>
        <Moment at={at} />
        <span className="version-who truncate">{userId ? nameOf(userId) : ''}</span>
      </button>
      <IconButton label={compared ? 'Stop comparing' : `Compare with version ${version}`} icon={GitCompare} aria-pressed={compared} onClick={() => onChoose({ compare: compared ? null : version })} />
    </li>
  );
}

/** The versions, newest first: who made each, by which action. */
export function VersionList(given: Given) {
  const { projectId } = useOpenProject();
  const query = useVersions(projectId);
  const { rows, hasNewer, hasOlder, newer, older } = useRows((query.data?.pages ?? []).flatMap(({ items }) => items));
  const earlier = () => {
    if (query.hasNextPage) void query.fetchNextPage();
    older();
  };
  return (
    <section className="version-list" aria-label="Versions" tabIndex={0}>
      {query.isPending && <Skeleton label="Loading the versions" lines={8} />}
      {query.isError && <ProblemNote error={query.error} what="The versions could not be loaded." onRetry={() => void query.refetch()} />}
      {hasNewer && (
        <Button look="quiet" onClick={newer}>
          Show later versions
        </Button>
      )}
      <ol>
        {rows.map((entry) => (
          <Entry key={entry.version} entry={entry} {...given} />
        ))}
      </ol>
      {(hasOlder || query.hasNextPage) && (
        <Button look="quiet" onClick={earlier} busy={query.isFetchingNextPage}>
          {query.isFetchingNextPage ? 'Loading…' : 'Show earlier versions'}
        </Button>
      )}
    </section>
  );
}
