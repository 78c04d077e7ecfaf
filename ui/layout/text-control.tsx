import type { KeyboardEvent } from 'react';
import { valueText } from './value-text.ts';
import type { ControlGiven } from './control.ts';

/** A text that can be typed; Enter proposes it, Escape leaves what is there. In several lines, Control and Enter proposes. */
export function TextControl({ id, describedBy, bound: { value, format, schema }, draft, onDraft, onPropose }: ControlGiven) {
  const shown = draft ?? (typeof value === 'string' ? value : value === undefined || value === null ? '' : valueText(value, undefined));
  const isLong = format === 'multiline';
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && draft !== null) onDraft(null);
    if (event.key !== 'Enter' || draft === null || (isLong && !event.ctrlKey && !event.metaKey)) return;
    event.preventDefault();
    onPropose(draft);
  };
  const same = { id, className: 'input bound-input', value: shown, maxLength: typeof schema.maxLength === 'number' ? schema.maxLength : undefined, autoComplete: 'off', spellCheck: false, 'aria-describedby': describedBy };
  if (isLong) return <textarea {...same} rows={3} onChange={({ target }) => onDraft(target.value)} onKeyDown={onKeyDown} />;
  return <input {...same} type="text" placeholder="empty" onChange={({ target }) => onDraft(target.value)} onKeyDown={onKeyDown} />;
}
