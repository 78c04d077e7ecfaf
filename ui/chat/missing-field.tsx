import { useId } from 'react';
import type { MissingInput } from '../../contract/decision.ts';
import type { Json, JsonObject } from '../../contract/json.ts';
import '../parts/field.css';

type Given = { id: string; describedBy: string; schema: JsonObject; value: string; onChange: (value: string) => void };

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A bound that says something: the largest whole numbers of JSON are no limit to a person. */
const bound = (value: Json | undefined): number | undefined => (typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined);

function options({ enum: allowed, type }: JsonObject): string[] {
  if (Array.isArray(allowed)) return allowed.map(text);
  return type === 'boolean' ? ['true', 'false'] : [];
}

/** What the schema expects, as a person would say it. */
function expectation({ type, minimum, maximum, description }: JsonObject): string {
  const [from, to] = [bound(minimum), bound(maximum)];
  const bounds = [from !== undefined && `from ${from}`, to !== undefined && `up to ${to}`].filter(Boolean).join(' ');
  return [typeof description === 'string' && description, [type && text(type), bounds].filter(Boolean).join(' ')].filter(Boolean).join(' · ');
}

function Control({ id, describedBy, schema, value, onChange }: Given) {
  const allowed = options(schema);
  const same = { id, 'aria-describedby': describedBy, className: 'input', required: true, value };
  if (allowed.length > 0) {
    return (
      <select {...same} onChange={({ target }) => onChange(target.value)}>
        {value === '' && <option value="">Choose…</option>}
        {allowed.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    );
  }
  const isNumber = schema.type === 'integer' || schema.type === 'number';
  return (
    <input
      {...same}
      type={isNumber ? 'number' : 'text'}
      step={schema.type === 'integer' ? 1 : 'any'}
      min={bound(schema.minimum)}
      max={bound(schema.maximum)}
      autoComplete="off"
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

/** One missing input: its name, a control that its schema allows, and what it expects. */
export function MissingField({ input: { name, schema }, value, onChange }: { input: MissingInput; value: string; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{typeof schema.title === 'string' ? schema.title : <code>{name}</code>}</label>
      <Control id={id} describedBy={`${id}-note`} schema={schema} value={value} onChange={onChange} />
      <span id={`${id}-note`} className="field-note">
        {expectation(schema)}
      </span>
    </div>
  );
}
