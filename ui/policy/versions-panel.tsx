import { useId } from 'react';
import type { PolicyVersion, PolicyVersionSummary } from '../../contract/policy.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useNames } from '../data/use-members.ts';
import { usePolicyVersion, usePolicyVersions } from '../data/use-policy.ts';
import { Button } from '../parts/button.tsx';
import { Moment } from '../parts/moment.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { LineDiffView } from './line-diff-view.tsx';
import { toYaml } from './policy-text.ts';
import { useCompared } from './use-compared.ts';
import type { PolicyDraft } from './use-draft.ts';

const DRAFT = 'draft';

type Side = { text: string | null; error: unknown; retry: () => void };

function useSide(version: number | null, draft: PolicyDraft): Side {
  const { projectId } = useOpenProject();
  const query = usePolicyVersion(projectId, version);
  return { text: version === null ? draft.text : query.data ? toYaml(query.data.policy) : null, error: query.error, retry: () => void query.refetch() };
}

function Choice({ label, value, versions, hasDraft, onChange }: { label: string; value: number | null; versions: readonly PolicyVersionSummary[]; hasDraft: boolean; onChange: (version: number | null) => void }) {
  const id = useId();
  return (
    <span className="policy-choice">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="input" value={value === null ? DRAFT : String(value)} onChange={({ target }) => onChange(target.value === DRAFT ? null : Number(target.value))}>
        {hasDraft && <option value={DRAFT}>your draft</option>}
        {versions.map(({ version }) => (
          <option key={version} value={version}>
            version {version}
          </option>
        ))}
      </select>
    </span>
  );
}

function Difference({ from, to, draft }: { from: number | null; to: number | null; draft: PolicyDraft }) {
  const before = useSide(from, draft);
  const after = useSide(to, draft);
  const failed = [before, after].find(({ error }) => error !== null);
  if (failed) return <ProblemNote error={failed.error} what="The versions could not be compared." onRetry={failed.retry} />;
  if (before.text === null || after.text === null) return <Skeleton label="Loading the comparison" lines={4} />;
  return <LineDiffView label="Comparison" before={before.text} after={after.text} />;
}

type Listed = { versions: readonly PolicyVersionSummary[]; current: PolicyVersion; to: number | null; onShow: (version: number) => void };

function List({ versions, current, to, onShow }: Listed) {
  const { projectId } = useOpenProject();
  const nameOf = useNames(projectId);
  return (
    <ol className="policy-versions">
      {versions.map(({ version, createdAt, createdBy }) => (
        <li key={version}>
          <button type="button" className="policy-version" aria-current={version === to || undefined} onClick={() => onShow(version)}>
            <span data-figures>{version}</span>
            <span className="truncate">{nameOf(createdBy)}</span>
            {version === current.version && <span className="badge">In force</span>}
            <Moment at={createdAt} />
          </button>
        </li>
      ))}
    </ol>
  );
}

/** The versions of the policy, what two of them differ in, and a way back to an earlier one. */
export function VersionsPanel({ current, draft, mayEdit }: { current: PolicyVersion; draft: PolicyDraft; mayEdit: boolean }) {
  const { projectId } = useOpenProject();
  const query = usePolicyVersions(projectId);
  const { from, to, compare } = useCompared();
  if (query.isPending) return <Skeleton label="Loading the versions" lines={5} />;
  if (query.isError) {
    return (
      <div className="policy-panel">
        <ProblemNote error={query.error} what="The versions could not be loaded." onRetry={() => void query.refetch()} />
      </div>
    );
  }
  const versions = query.data.items;
  const after = to ?? (draft.isChanged ? null : current.version);
  const before = from ?? (after === null ? draft.base : Math.max(1, after - 1));
  const earlier = usable(versions, to, current);
  return (
    <div className="policy-panel">
      <div className="policy-compare">
        <Choice label="From" value={before} versions={versions} hasDraft={false} onChange={(version) => compare({ from: version, to })} />
        <Choice label="to" value={after} versions={versions} hasDraft={draft.isChanged} onChange={(version) => compare({ from, to: version })} />
      </div>
      {before === after ? <p className="policy-same faint">There is nothing before version {before}.</p> : <Difference from={before} to={after} draft={draft} />}
      {mayEdit && earlier !== null && <Restore version={earlier} draft={draft} />}
      <h3>All versions</h3>
      <List versions={versions} current={current} to={after} onShow={(version) => compare({ from: null, to: version })} />
      {query.data.nextCursor !== null && <p className="policy-same faint">These are the newest {versions.length}.</p>}
    </div>
  );
}

/** The version that is looked at, if one could go back to it. */
const usable = (versions: readonly PolicyVersionSummary[], to: number | null, current: PolicyVersion): number | null =>
  to !== null && to !== current.version && versions.some(({ version }) => version === to) ? to : null;

function Restore({ version, draft }: { version: number; draft: PolicyDraft }) {
  const { projectId } = useOpenProject();
  const query = usePolicyVersion(projectId, version);
  const text = query.data ? toYaml(query.data.policy) : null;
  return (
    <Button disabled={text === null || text === draft.text} onClick={() => text !== null && draft.edit(text)}>
      Write version {version} into the editor
    </Button>
  );
}
