import type { Budget } from '../../contract/project.ts';
import { units } from '../parts/units.ts';

type Limit = { name: string; words: string; used: number; limit: number | null };

/** Every limit that has a use of its own to show: the day's, the quota, and those of single actions. */
function limitsOf({ daily, quota, actions }: Budget): Limit[] {
  return [
    { name: 'Cost today', words: daily.limit === null ? units(daily.spent) : `${daily.spent.toLocaleString('en')} of ${units(daily.limit)}`, used: daily.spent, limit: daily.limit },
    { name: 'Executions today', words: quota.limit === null ? quota.used.toLocaleString('en') : `${quota.used.toLocaleString('en')} of ${quota.limit.toLocaleString('en')}`, used: quota.used, limit: quota.limit },
    ...Object.entries(actions).map(([actionId, { spent, limit }]) => ({ name: actionId, words: `${spent.toLocaleString('en')} of ${units(limit)}`, used: spent, limit })),
  ];
}

const LOW = 0.8;

function Meter({ name, used, limit }: Limit) {
  if (limit === null) return <span className="faint">no limit</span>;
  const share = limit === 0 ? 1 : Math.min(1, used / limit);
  return (
    <span className="limit-track" role="meter" aria-label={`Used of ${name}`} aria-valuemin={0} aria-valuemax={limit} aria-valuenow={Math.min(used, limit)}>
      <span className={share >= LOW ? 'limit-used limit-low' : 'limit-used'} style={{ width: `${share * 100}%` }} />
    </span>
  );
}

const rate = (limit: number | null, of: string): string[] => (limit === null ? [] : [`${limit.toLocaleString('en')} ${of}`]);

/** How much of each limit is used today, and when it renews. */
export function LimitTable({ budget }: { budget: Budget }) {
  const { daily } = budget;
  const rates = [...rate(budget.rate.perMinute, 'a minute'), ...rate(budget.rate.perHour, 'an hour')];
  return (
    <>
      <table className="table limit-table">
        <thead>
          <tr>
            <th scope="col">Limit</th>
            <th scope="col">Used</th>
            <th scope="col" className="limit-meter">
              <span className="visually-hidden">Share</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {limitsOf(budget).map((limit) => (
            <tr key={limit.name}>
              <th scope="row" className="truncate">
                {limit.name}
              </th>
              <td data-figures>{limit.words}</td>
              <td className="limit-meter">
                <Meter {...limit} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="list-note muted">
        Renews {new Date(daily.resetsAt).toLocaleString()}. {rates.length === 0 ? 'No rate is limited.' : `At most ${rates.join(' and ')}.`}
      </p>
    </>
  );
}
