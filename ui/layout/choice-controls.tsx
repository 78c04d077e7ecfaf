import type { Json } from '../../contract/json.ts';
import { valueText } from './value-text.ts';
import type { ControlGiven } from './control.ts';

/** A yes or no. Pressing it proposes the other; the tick moves when the state does. */
export function CheckboxControl({ id, describedBy, bound: { value }, busy, onPropose }: ControlGiven) {
  return <input id={id} className="bound-checkbox" type="checkbox" checked={value === true} aria-disabled={busy} aria-describedby={describedBy} onChange={() => !busy && onPropose(value !== true)} />;
}

/** What may be chosen: what the widget lists, else what the schema allows. */
const choicesOf = ({ options, schema }: ControlGiven['bound']): Json[] => options.choices ?? (Array.isArray(schema.enum) ? schema.enum : []);

/** One of several. Choosing proposes it; what is shown moves when the state does. */
export function SelectControl({ id, describedBy, bound, busy, onPropose }: ControlGiven) {
  const choices = choicesOf(bound);
  const at = choices.findIndex((choice) => choice === bound.value);
  const choose = (index: number) => {
    const chosen = choices[index];
    if (!busy && chosen !== undefined && index !== at) onPropose(chosen);
  };
  return (
    <select id={id} className="input bound-input" value={at} aria-describedby={describedBy} aria-disabled={busy} onChange={({ target }) => choose(Number(target.value))}>
      {at < 0 && <option value={-1}>{valueText(bound.value, undefined)}</option>}
      {choices.map((choice, index) => (
        <option key={index} value={index}>
          {choice === '' ? '–' : String(choice)}
        </option>
      ))}
    </select>
  );
}
