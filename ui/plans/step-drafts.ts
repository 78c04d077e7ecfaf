import type { Intent } from '../../contract/intent.ts';
import type { Json, JsonObject } from '../../contract/json.ts';

/** A step while it is typed: its inputs are text until they read as JSON. */
export type StepDraft = { key: number; actionId: string; inputs: string; confirmed: boolean };

const isObject = (value: Json): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

const parse = (text: string): Json | undefined => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What is wrong with the inputs as they stand; undefined where nothing is. */
export function inputsProblem(text: string): string | undefined {
  const value = parse(text);
  if (value === undefined || !isObject(value)) return 'Write a JSON object, such as {"value": 3}.';
  return Object.values(value).some((input) => isObject(input) && input.redacted === true) ? 'A value is stored redacted. Type it again.' : undefined;
}

/** The steps as they are sent; null while one of them cannot be. */
export function toSteps(drafts: readonly StepDraft[]): { actionId: string; inputs: JsonObject; confirmed: boolean }[] | null {
  const steps = drafts.flatMap(({ actionId, inputs, confirmed }) => {
    const value = parse(inputs);
    return actionId.trim() !== '' && value !== undefined && isObject(value) && !inputsProblem(inputs) ? [{ actionId: actionId.trim(), inputs: value, confirmed }] : [];
  });
  return steps.length === drafts.length && steps.length > 0 ? steps : null;
}

/** Steps as they are typed. */
export const toDrafts = (steps: readonly Intent[]): StepDraft[] =>
  steps.map(({ actionId, inputs, confirmed }, key) => ({ key, actionId, inputs: JSON.stringify(inputs, null, 2), confirmed }));
