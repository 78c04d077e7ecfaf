import { ArrowLeft } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { PolicyTemplate } from '../../contract/policy.ts';
import { usePutTemplate, useTemplateVersion, useTemplateVersions } from '../data/use-templates.ts';
import { isPolicy } from '../policy/is-policy.ts';
import { PolicyEditor } from '../policy/policy-editor.tsx';
import { parsePolicy, placeIssue, toYaml } from '../policy/policy-text.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { Moment } from '../parts/moment.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { ApiError } from '../problem.ts';
import '../policy/policy-page.css';

const LATEST = 'latest';

function Versions({ name, latest, shown, onShow }: { name: string; latest: number; shown: number | null; onShow: (version: number | null) => void }) {
  const query = useTemplateVersions(name);
  return (
    <select className="input template-version" aria-label="Version" value={shown ?? LATEST} onChange={({ target }) => onShow(target.value === LATEST ? null : Number(target.value))}>
      <option value={LATEST}>{latest === 0 ? 'of the release' : `version ${latest}, the latest`}</option>
      {(query.data?.items ?? [])
        .filter(({ version }) => version !== latest)
        .map(({ version }) => (
          <option key={version} value={version}>
            {version === 0 ? 'of the release' : `version ${version}`}
          </option>
        ))}
    </select>
  );
}

/** What is written, and what the server objected to in it when it was last sent. */
function useTemplateDraft(name: string, latest: PolicyTemplate | null) {
  const stored = useMemo(() => toYaml(latest?.policy ?? {}), [latest]);
  const [text, setText] = useState(stored);
  const parsed = useMemo(() => parsePolicy(text), [text]);
  const put = usePutTemplate();
  const [sent, setSent] = useState<string | null>(null);
  const announce = useAnnounce();
  const objections = put.error instanceof ApiError && sent === text ? put.error.issues : [];
  const issues = parsed.issues.length > 0 ? parsed.issues : objections.map(({ path, message }) => placeIssue(text, parsed, path.replace(/^\/policy/, ''), message));
  const store = () => {
    if (!isPolicy(parsed.value)) return;
    setSent(text);
    put.mutate({ name, policy: parsed.value, base: latest?.version ?? null }, { onSuccess: ({ version }) => announce(`Version ${version} of ${name} is stored.`) });
  };
  return { text, setText, issues, put, store, mayStore: parsed.issues.length === 0 && (latest === null || text !== stored) };
}

/** A template with its versions, and a place to write the next one. */
export function TemplateView({ name, latest }: { name: string; latest: PolicyTemplate | null }) {
  const [shown, setShown] = useState<number | null>(null);
  const earlier = useTemplateVersion(name, shown);
  const draft = useTemplateDraft(name, latest);
  const readsEarlier = shown !== null;
  return (
    <section className="template" aria-label={`Template ${name}`}>
      <header className="template-head">
        <Link href="/organization/templates" className="icon-button" aria-label="All templates">
          <ArrowLeft size={16} aria-hidden />
        </Link>
        <h2 className="truncate">{name}</h2>
        {latest && <Versions name={name} latest={latest.version} shown={shown} onShow={setShown} />}
        {readsEarlier && earlier.data?.createdAt && <Moment at={earlier.data.createdAt} />}
        <span className="template-tools">
          {readsEarlier && (
            <Button
              disabled={!earlier.data}
              onClick={() => {
                if (earlier.data) draft.setText(toYaml(earlier.data.policy));
                setShown(null);
              }}
            >
              Edit from this one
            </Button>
          )}
          {!readsEarlier && (
            <Button look="primary" busy={draft.put.isPending} disabled={!draft.mayStore} onClick={draft.store}>
              Store a new version
            </Button>
          )}
        </span>
      </header>
      {earlier.isError && <ProblemNote error={earlier.error} what="The version could not be loaded." onRetry={() => void earlier.refetch()} />}
      {draft.put.isError && !readsEarlier && <ProblemNote error={draft.put.error} what="The template was not stored." doNext="Nothing has changed." />}
      <PolicyEditor key={shown ?? LATEST} text={readsEarlier ? toYaml(earlier.data?.policy ?? {}) : draft.text} readOnly={readsEarlier} issues={readsEarlier ? [] : draft.issues} goTo={null} onChange={draft.setText} />
    </section>
  );
}
