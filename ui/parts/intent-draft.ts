import { useState } from 'react';
import type { Json, JsonObject } from '../../contract/json.ts';
import type { ActionSummary } from '../../contract/registry.ts';

/** One input of an action, as a form asks for it. */
export type InputField = { name: string; schema: JsonObject; isRequired: boolean };

const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The inputs of an action in the order of its schema. */
export function inputFields({ inputSchema }: Pick<ActionSummary, 'inputSchema'>): InputField[] {
  const required = Array.isArray(inputSchema.required) ? inputSchema.required : [];
  const properties = isObject(inputSchema.properties) ? inputSchema.properties : {};
  return Object.entries(properties).map(([name, schema]) => ({ name, schema: isObject(schema) ? schema : {}, isRequired: required.includes(name) }));
}

function typed(text: string, { type }: JsonObject): Json {
  if (type === 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text; // The gate that checks inputs says what it should be.
  }
}

/** What was filled in, each value as its schema wants it; what was left empty is left out. */
export function toInputs(action: Pick<ActionSummary, 'inputSchema'>, values: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(inputFields(action).flatMap(({ name, schema }) => (values[name] ? [[name, typed(values[name], schema)]] : [])));
}

/** An action with inputs that is being put together. */
export function useIntentDraft(actions: readonly ActionSummary[]) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [values, setValues] = useState<Record<string, string>>({});
  const action = actions.find(({ actionId }) => actionId === chosen) ?? actions[0];
  return {
    action,
    values,
    choose: (actionId: string) => {
      setChosen(actionId);
      setValues({});
    },
    fill: (name: string, value: string) => setValues((known) => ({ ...known, [name]: value })),
    intent: action && { actionId: action.actionId, inputs: toInputs(action, values) },
  };
}

export type IntentDraft = ReturnType<typeof useIntentDraft>;
