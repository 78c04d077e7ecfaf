import './bar-chart.css';

/** One bar: what it is called on the axis, what it says in words, and how high it stands. */
export type Bar = { key: string; label: string; words: string; value: number };

/** Values side by side, as bars for the eye and as a table for who cannot see them. A line stands at the limit, where there is one within sight. */
export function BarChart({ title, bars, limit = null }: { title: string; bars: readonly Bar[]; limit?: number | null }) {
  const highest = Math.max(...bars.map(({ value }) => value), 0);
  const top = limit !== null && limit <= highest * 2 ? Math.max(highest, limit) : highest;
  const share = (value: number) => `${top === 0 ? 0 : (value / top) * 100}%`;
  const every = Math.max(1, Math.ceil(bars.length / 12));
  return (
    <figure className="bars">
      <div className="bars-plot" aria-hidden>
        {limit !== null && limit <= top && limit > 0 && <span className="bars-limit" style={{ bottom: share(limit) }} />}
        {bars.map(({ key, words, value }) => (
          <span key={key} className="bars-slot" title={words}>
            <span className={limit !== null && value >= limit ? 'bars-bar bars-full' : 'bars-bar'} style={{ height: share(value) }} />
          </span>
        ))}
      </div>
      <div className="bars-axis" aria-hidden>
        {bars.map(({ key, label }, index) => (
          <span key={key}>{index % every === 0 ? label : ''}</span>
        ))}
      </div>
      <table className="visually-hidden">
        <caption>{title}</caption>
        <tbody>
          {bars.map(({ key, words }) => (
            <tr key={key}>
              <td>{words}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
