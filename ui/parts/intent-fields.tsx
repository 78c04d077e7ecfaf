import { useId } from 'react';
import type { Json, JsonObject } from '../../contract/json.ts';
import type { ActionSummary } from '../../contract/registry.ts';
import { inputFields } from './intent-draft.ts';
import type { InputField, IntentDraft } from './intent-draft.ts';
import './field.css';

const said = (value: Json | undefined): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));

function options({ enum: allowed, type }: JsonObject): string[] {
  if (Array.isArray(allowed)) return allowed.map(said);
  return type === 'boolean' ? ['true', 'false'] : [];
}

function hint({ schema, isRequired }: InputField): string {
  if (schema.default !== undefined) return `default ${said(schema.default)}`;
  return isRequired ? '' : 'may be left out';
}

function Input({ field, value, onChange }: { field: InputField; value: string; onChange: (value: string) => void }) {
  const id = useId();
  const { name, schema } = field;
  const allowed = options(schema);
  const isNumber = schema.type === 'integer' || schema.type === 'number';
  const same = { id, className: 'input', value };
  return (
    <div className="field">
      <label htmlFor={id}>
        <code>{name}</code> <span className="faint">{hint(field)}</span>
      </label>
      {allowed.length > 0 ? (
        <select {...same} onChange={({ target }) => onChange(target.value)}>
          <option value="">–</option>
          {allowed.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      ) : (
        <input {...same} type={isNumber ? 'number' : 'text'} step="any" autoComplete="off" spellCheck={false} onChange={({ target }) => onChange(target.value)} />
      )}
    </div>
  );
}

/** Asks for an action and for its inputs, each as its schema wants it. Nothing is required here: the gates say what is missing. */
export function IntentFields({ actions, draft }: { actions: readonly ActionSummary[]; draft: IntentDraft }) {
  const id = useId();
  return (
    <>
      <div className="field">
        <label htmlFor={id}>Action</label>
        <select id={id} className="input" value={draft.action?.actionId ?? ''} onChange={({ target }) => draft.choose(target.value)}>
          {actions.map(({ actionId, title }) => (
            <option key={actionId} value={actionId}>
              {`${title} (${actionId})`}
            </option>
          ))}
        </select>
      </div>
      {draft.action && inputFields(draft.action).map((field) => <Input key={`${draft.action?.actionId}/${field.name}`} field={field} value={draft.values[field.name] ?? ''} onChange={(value) => draft.fill(field.name, value)} />)}
    </>
  );
}
