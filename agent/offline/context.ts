import type { Json, JsonObject } from '../../contract/json.ts';
import { shareComponent, type ActionProfile } from './index-actions.ts';
import { namesOne, type InputField } from './input-field.ts';
import type { Match } from './match-action.ts';

/** What an 'it' can mean: the step before, or what ran last in the conversation, which only a pronoun may take up. */
export type Context = { readonly action: ActionProfile; readonly inputs: JsonObject; readonly isEarlier: boolean };

/** A match whose missing inputs that say *which one* are taken from the context: 'stop it' stops the pump that was started. */
export function carryOver(match: Match, { action, inputs }: Context): Match {
  if (!shareComponent(match.action, action)) return match;
  const carried = match.missing.flatMap((field) => {
    const source = action.fields.find((one) => isSame(one, field));
    const value = source && inputs[source.name];
    return value === undefined ? [] : [[field.name, value] as const];
  });
  if (carried.length === 0) return match;
  const given: JsonObject = { ...Object.fromEntries(carried), ...match.inputs };
  const ordered = match.action.fields.flatMap(({ name }): [string, Json][] => (given[name] === undefined ? [] : [[name, given[name]]]));
  return { ...match, inputs: Object.fromEntries(ordered), missing: match.missing.filter(({ name }) => !(name in given)) };
}

/** Whether a match is about what the context is about: where that is one thing out of several, the match must take the same thing. */
export function isAbout(match: Match, { action, inputs }: Context): boolean {
  if (!shareComponent(match.action, action)) return false;
  const naming = action.fields.filter((field) => namesOne(field) && inputs[field.name] !== undefined);
  return naming.length === 0 || naming.some((field) => field.name in match.inputs);
}

/** Both are called the same and take the same values, and those tell things apart rather than measure them. */
function isSame(one: InputField, other: InputField): boolean {
  return one.name === other.name && namesOne(one) && namesOne(other) && JSON.stringify(one.options) === JSON.stringify(other.options);
}
