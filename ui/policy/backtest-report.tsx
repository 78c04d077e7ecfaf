import { ArrowRight } from 'lucide-react';
import { Link } from 'wouter';
import type { BacktestReport as Report } from '../../contract/backtest.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useNames } from '../data/use-members.ts';
import { ActionName } from '../parts/action-name.tsx';
import { executionPath } from '../parts/paths.ts';

const MOST_GROUPS = 60;
const MOST_FLIPS = 60;

const figure = (n: number): string => n.toLocaleString('en');
const verdict = (code: string): string => code.replaceAll('_', ' ');

function Beside({ label, was, is }: { label: string; was: number; is: number }) {
  const change = is - was;
  return (
    <div className="beside">
      <dt>{label}</dt>
      <dd data-figures>
        {figure(was)} <ArrowRight size={12} aria-label="would have been" /> <strong>{figure(is)}</strong>{' '}
        <span className="faint">{change === 0 ? 'unchanged' : `${change > 0 ? '+' : '−'}${figure(Math.abs(change))}`}</span>
      </dd>
    </div>
  );
}

function Groups({ groups }: { groups: Report['groups'] }) {
  const { projectId } = useOpenProject();
  const nameOf = useNames(projectId);
  return (
    <table className="flips">
      <caption className="visually-hidden">What would have come out differently, by action and person</caption>
      <thead>
        <tr>
          <th scope="col">Action and person</th>
          <th scope="col">Was, would have been</th>
          <th scope="col" className="flips-count">
            Times
          </th>
        </tr>
      </thead>
      <tbody>
        {groups.slice(0, MOST_GROUPS).map(({ actionId, userId, was, is, count }) => (
          <tr key={`${actionId} ${userId} ${was} ${is}`}>
            <td>
              <ActionName actionId={actionId} />
              <span className="muted">{nameOf(userId)}</span>
            </td>
            <td>
              {verdict(was)} <ArrowRight size={12} aria-label="would have been" /> <strong>{verdict(is)}</strong>
            </td>
            <td className="flips-count" data-figures>
              {figure(count)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Flips({ flips, flipCount }: Pick<Report, 'flips' | 'flipCount'>) {
  const { projectId } = useOpenProject();
  const nameOf = useNames(projectId);
  return (
    <details className="flip-list">
      <summary>Each of them</summary>
      <ul>
        {flips.slice(0, MOST_FLIPS).map(({ executionId, userId, was, is }) => (
          <li key={executionId}>
            <Link href={executionPath(projectId, executionId)}>
              <code>…{executionId.slice(-8)}</code>
            </Link>{' '}
            {nameOf(userId)}: {verdict(was)} <ArrowRight size={12} aria-label="would have been" /> {verdict(is)}
          </li>
        ))}
      </ul>
      {flipCount > MOST_FLIPS && <p className="faint">and {figure(flipCount - MOST_FLIPS)} more</p>}
    </details>
  );
}

/** What a policy would have changed: how many decisions, of whom, and what that means for cost and for those who approve. */
export function BacktestReport({ report }: { report: Report }) {
  const { replayed, flipCount, flips, groups, cost, approvals, redacted, unknown } = report;
  return (
    <section className="backtest" aria-label="Backtest result" role="status">
      <p>
        <strong>{flipCount === 0 ? 'Nothing would have come out differently.' : flipCount === 1 ? '1 decision would have come out differently.' : `${figure(flipCount)} decisions would have come out differently.`}</strong>{' '}
        {figure(replayed)} replayed.
      </p>
      <dl className="besides">
        <Beside label="Cost, in units" {...cost} />
        <Beside label="Requests for approval" {...approvals} />
      </dl>
      {groups.length > 0 && <Groups groups={groups} />}
      {groups.length > MOST_GROUPS && <p className="faint">and {groups.length - MOST_GROUPS} more groups</p>}
      {flips.length > 0 && <Flips flips={flips} flipCount={flipCount} />}
      {redacted > 0 && <p className="faint">{figure(redacted)} had sensitive inputs, which are known only by their hash.</p>}
      {unknown > 0 && <p className="faint">{figure(unknown)} asked for actions that are not loaded any more; they stay as they were.</p>}
    </section>
  );
}
