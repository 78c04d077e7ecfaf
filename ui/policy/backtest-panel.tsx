import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { useOpenProject } from '../data/project-context.ts';
import { useBacktest, usePolicy, useStartBacktest } from '../data/use-policy.ts';
import { Button } from '../parts/button.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { BacktestReport } from './backtest-report.tsx';
import { isPolicy } from './is-policy.ts';
import { TriedPolicy, isTriable } from './tried-policy.tsx';
import type { Check } from './use-check.ts';
import type { PolicyDraft } from './use-draft.ts';

function Between({ from, to, onFrom, onTo }: { from: string; to: string; onFrom: (at: string) => void; onTo: (at: string) => void }) {
  const id = useId();
  return (
    <div className="policy-pair">
      <div className="field">
        <label htmlFor={`${id}-from`}>
          From <span className="faint">empty is the beginning</span>
        </label>
        <input id={`${id}-from`} className="input" type="datetime-local" value={from} onChange={({ target }) => onFrom(target.value)} />
      </div>
      <div className="field">
        <label htmlFor={`${id}-to`}>
          To <span className="faint">empty is now</span>
        </label>
        <input id={`${id}-to`} className="input" type="datetime-local" value={to} onChange={({ target }) => onTo(target.value)} />
      </div>
    </div>
  );
}

const instant = (local: string): string | undefined => (local === '' ? undefined : new Date(local).toISOString());

function Running({ progress }: { progress: number }) {
  const percent = Math.round(progress * 100);
  return (
    <div className="policy-progress" role="status">
      <progress max={100} value={percent} aria-label="Progress" />
      <span data-figures>{percent} %</span>
      <span className="faint">It goes on if you leave this page.</span>
    </div>
  );
}

/** What the policy would have said to everything that was asked, beside what was said. */
export function BacktestPanel({ draft, check }: { draft: PolicyDraft; check: Check }) {
  const { projectId } = useOpenProject();
  const inForce = usePolicy(projectId).data?.policy;
  const start = useStartBacktest(projectId);
  const query = useBacktest(projectId, start.data?.backtestId ?? null);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const policy = draft.isChanged ? check.value : inForce;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isPolicy(policy)) start.mutate({ policy, from: instant(from), to: instant(to) });
  };
  const isRunning = start.isPending || (start.data !== undefined && !query.isError && (!query.data || query.data.status === 'running'));
  return (
    <form className="policy-panel" onSubmit={submit} aria-label="Backtest">
      <TriedPolicy draft={draft} check={check} />
      <p className="faint policy-same">Every recorded request is decided anew, on the state of its time. Nothing runs, and nothing is recorded.</p>
      <Between from={from} to={to} onFrom={setFrom} onTo={setTo} />
      <div>
        <Button type="submit" look="primary" busy={isRunning} disabled={!isTriable(draft, check)}>
          {isRunning ? 'Replaying…' : 'Run the backtest'}
        </Button>
      </div>
      {start.isError && <ProblemNote error={start.error} what="The backtest did not start." />}
      {query.isError && <ProblemNote error={query.error} what="The backtest could not be read." onRetry={() => void query.refetch()} />}
      {isRunning && <Running progress={query.data?.progress ?? 0} />}
      {query.data?.status === 'failed' && <ProblemNote error={query.data.error ?? 'It ended without a reason.'} what="The backtest failed." doNext="Run it again." />}
      {query.data?.status === 'done' && <BacktestReport report={query.data} />}
    </form>
  );
}
