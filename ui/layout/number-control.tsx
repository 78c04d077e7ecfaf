import type { KeyboardEvent } from 'react';
import { draftValue } from './draft-value.ts';
import { unitOf } from './value-text.ts';
import type { ControlGiven } from './control.ts';

/** A number that can be typed or stepped; Enter proposes it, Escape leaves what is there. */
export function NumberControl({ id, describedBy, bound: { value, format, schema, options, min, max }, draft, onDraft, onPropose }: ControlGiven) {
  const unit = unitOf(format);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && draft !== null) onDraft(null);
    if (event.key !== 'Enter' || draft === null) return;
    event.preventDefault();
    const wanted = draftValue('number', draft);
    if (wanted !== undefined) onPropose(wanted);
  };
  return (
    <span className="bound-number">
      <input
        id={id}
        className="input bound-input"
        type="number"
        inputMode="decimal"
        min={min}
        max={max}
        step={options.step ?? (schema.type === 'integer' ? 1 : 'any')}
        autoComplete="off"
        aria-describedby={describedBy}
        value={draft ?? (typeof value === 'number' ? String(value) : '')}
        onChange={({ target }) => onDraft(target.value)}
        onKeyDown={onKeyDown}
      />
      {unit && <span className="bound-unit">{unit}</span>}
    </span>
  );
}
