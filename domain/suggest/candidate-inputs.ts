import type { Json, JsonObject } from '../../contract/json.ts';
import type { ActionDeclaration } from '../action.ts';
import { sensitiveValues } from '../execution/sensitive-values.ts';
import { isObject } from '../expression/value.ts';
import { candidateValues } from './candidate-values.ts';

const MAX_CANDIDATES = 24;

/** One input and what it can be, the likeliest first; undefined leaves it out. */
type Choice = { readonly name: string; readonly values: readonly (Json | undefined)[] };

/**
 * Inputs with which an action is worth a try, those that depart least from its defaults first. All of them fit its schema,
 * and none holds anything that the schema marks as sensitive.
 */
export function candidateInputs({ inputSchema, checkInputs }: Pick<ActionDeclaration, 'inputSchema' | 'checkInputs'>, literals: readonly Json[]): JsonObject[] {
  const candidates: JsonObject[] = [];
  for (const inputs of combinations(choicesOf(inputSchema, literals))) {
    if (checkInputs(inputs).ok && sensitiveValues(inputSchema, inputs).length === 0) candidates.push(inputs);
    if (candidates.length >= MAX_CANDIDATES) break;
  }
  return candidates;
}

function choicesOf(schema: JsonObject, literals: readonly Json[]): Choice[] {
  const { properties, required } = schema;
  return Object.entries(isObject(properties ?? null) ? (properties ?? {}) : {}).map(([name, property]) => {
    const own = isObject(property) ? property : {};
    const mayBeAbsent = own.default === undefined && !(Array.isArray(required) && required.includes(name));
    const values = own.sensitive === true ? [undefined] : candidateValues(own, literals);
    return { name, values: mayBeAbsent ? [undefined, ...values] : values };
  });
}

const MAX_COMBINATIONS = 200;

/** Every input at its first value, then one of them at another value, then two, and so on. */
function combinations(choices: readonly Choice[]): JsonObject[] {
  if (choices.some(({ values }) => values.length === 0)) return [];
  const found: { picks: readonly number[]; from: number }[] = [{ picks: choices.map(() => 0), from: 0 }];
  for (const { picks, from } of found) {
    for (let at = from; at < choices.length; at += 1) {
      const others = (choices[at]?.values.length ?? 1) - 1;
      for (let pick = 1; pick <= others && found.length < MAX_COMBINATIONS; pick += 1) found.push({ picks: picks.with(at, pick), from: at + 1 });
    }
  }
  return found.map(({ picks }) => inputsOf(choices, picks));
}

function inputsOf(choices: readonly Choice[], picks: readonly number[]): JsonObject {
  const inputs: JsonObject = {};
  choices.forEach(({ name, values }, at) => {
    const value = values[picks[at] ?? 0];
    if (value !== undefined) inputs[name] = value;
  });
  return inputs;
}
