import type { TraceEntry } from '../../contract/decision.ts';
import { duration } from './duration.ts';
import { verdictLooks } from './look.ts';
import './gate-timeline.css';

type Placed = TraceEntry & { start: number; share: number };

/** Where each gate lies in the whole time of the decision, in percent. */
function placed(trace: readonly TraceEntry[]): Placed[] {
  const total = trace.reduce((sum, { ms }) => sum + ms, 0) || 1;
  let before = 0;
  return trace.map((entry) => {
    const start = (before / total) * 100;
    before += entry.ms;
    return { ...entry, start, share: (entry.ms / total) * 100 };
  });
}

function Gate({ entry: { gate, verdict, rule, reason, ms, start, share } }: { entry: Placed }) {
  const { icon: Icon, tone, word } = verdictLooks[verdict];
  return (
    <li className={`gate tone-${tone} gate-${verdict}`}>
      <span className="gate-node">
        <Icon size={14} strokeWidth={2.25} aria-hidden />
      </span>
      <span className="gate-name">{gate}</span>
      <span className="gate-word">{word}</span>
      <span className="gate-reason">{[rule, reason].filter(Boolean).join(': ')}</span>
      <span className="gate-bar" aria-hidden>
        {verdict !== 'skipped' && <span style={{ left: `min(${start}%, 100% - 2px)`, width: `max(${share}%, 2px)` }} />}
      </span>
      <span className="gate-ms" data-figures>{verdict === 'skipped' ? '' : gateTime(ms)}</span>
    </li>
  );
}

function gateTime(ms: number): string {
  if (ms >= 1) return duration(ms);
  return ms < 0.01 ? '<0.01 ms' : `${ms.toFixed(2)} ms`;
}

/** Every gate in order, with what it said, why, and how long it took. */
export function GateTimeline({ trace }: { trace: readonly TraceEntry[] }) {
  return (
    <ol className="gates" aria-label="Gate trace">
      {placed(trace).map((entry) => (
        <Gate key={entry.gate} entry={entry} />
      ))}
    </ol>
  );
}
