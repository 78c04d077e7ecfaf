import { fieldNamedBefore, openFields, takeValue, type Reading } from './reading.ts';
import { readSwitch } from './read-value.ts';
import { range, wordAt } from './token-at.ts';
import { findParticleVerb, verbMeanings } from './verb-meanings.ts';

/** Reads 'on', 'off', 'yes', 'true', 'enable' and the like into the one input that is a boolean, or into the one named before it. */
export function readSwitches(reading: Reading, ownMeanings: ReadonlySet<string>): void {
  const fields = openFields(reading).filter((field) => field.kind === 'boolean');
  if (fields.length === 0) return;
  const found = findSwitches(reading, ownMeanings);
  const named = found.flatMap((one) => {
    const before = fieldNamedBefore(reading, one.tokens[0] ?? 0);
    return before?.field.kind === 'boolean' ? [{ ...one, field: before.field }] : [];
  });
  for (const one of named) if (!reading.inputs.has(one.field.name)) takeValue(reading, one.field, one.value, one.tokens);
  const [field, ...others] = fields.filter((one) => !reading.inputs.has(one.name));
  const rest = found.filter((one) => one.tokens.every((token) => !reading.taken.has(token)));
  const values = new Set(rest.map((one) => one.value));
  const [value] = values;
  if (!field || others.length > 0 || values.size !== 1 || value === undefined) return;
  takeValue(reading, field, value, rest.flatMap((one) => one.tokens));
}

type Found = { readonly value: boolean; readonly tokens: readonly number[] };

function findSwitches(reading: Reading, ownMeanings: ReadonlySet<string>): Found[] {
  const words = reading.tokens.map((_token, at) => (reading.taken.has(at) ? '' : wordAt(reading.tokens, at)));
  const isOwn = (verb: string) => verbMeanings(verb).some((meaning) => ownMeanings.has(meaning));
  const particle = findParticleVerb(words);
  const phrase = particle && !isOwn(particle.verb) ? [{ value: particle.verb === 'turn on', tokens: particle.at }] : [];
  const single = range(0, words.length).flatMap((at) => {
    const word = words[at] ?? '';
    const value = readSwitch(word);
    return value === undefined || isOwn(word) || particle?.at.includes(at) ? [] : [{ value, tokens: [at] }];
  });
  return [...phrase, ...single];
}
