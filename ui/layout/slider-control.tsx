import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { valueText } from './value-text.ts';
import type { ControlGiven } from './control.ts';

const FINEST = 100;

/** Whole numbers move by one; others by a hundredth of the range. */
const stepOf = ({ options, schema }: ControlGiven['bound'], min: number, max: number): number => options.step ?? (schema.type === 'integer' || max - min >= FINEST ? 1 : (max - min) / FINEST || 1);

/** A number to be dragged. Letting go proposes it; moved by keys it is proposed by Enter, and Escape leaves what is there. */
export function SliderControl({ id, describedBy, bound, busy, draft, onDraft, onPropose }: ControlGiven) {
  const { value, format, min = 0, max = FINEST } = bound;
  const ref = useRef<HTMLInputElement>(null);
  const byKey = useRef(false);
  const latest = useRef(onPropose);
  useEffect(() => {
    latest.current = onPropose;
  });
  useEffect(() => {
    const released = () => {
      if (!byKey.current && ref.current) latest.current(Number(ref.current.value));
    };
    const input = ref.current;
    input?.addEventListener('change', released); // React's own onChange tells of every move, this one of letting go.
    return () => input?.removeEventListener('change', released);
  }, []);
  const onKeyDown = ({ key }: KeyboardEvent) => {
    byKey.current = true;
    if (key === 'Escape') onDraft(null);
    if (key === 'Enter' && draft !== null) onPropose(Number(draft));
  };
  const shown = draft ?? (typeof value === 'number' ? String(value) : String(min));
  return (
    <input
      id={id}
      ref={ref}
      className="bound-slider"
      type="range"
      min={min}
      max={max}
      step={stepOf(bound, min, max)}
      aria-busy={busy || undefined}
      aria-describedby={describedBy}
      aria-valuetext={valueText(Number(shown), format)}
      value={shown}
      onPointerDown={() => {
        byKey.current = false;
      }}
      onChange={({ target }) => onDraft(target.value)}
      onKeyDown={onKeyDown}
    />
  );
}
