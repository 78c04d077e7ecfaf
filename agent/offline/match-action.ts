import type { JsonObject } from '../../contract/json.ts';
import type { ActionProfile } from './index-actions.ts';
import type { InputField } from './input-field.ts';
import { readNamedValue } from './read-named-value.ts';
import { readNumbers } from './read-numbers.ts';
import { readOptions } from './read-options.ts';
import { readPairs } from './read-pairs.ts';
import { readPatterned } from './read-patterned.ts';
import { readSwitches } from './read-switches.ts';
import { readFreeText, readQuoted } from './read-texts.ts';
import { openFields, openReading, readInputs, type Reading } from './reading.ts';
import type { Segment } from './segment.ts';
import { range, wordAt } from './token-at.ts';
import { findParticleVerb, verbMeanings } from './verb-meanings.ts';

/** How one action accounts for one step. */
export type Match = {
  readonly action: ActionProfile;
  /** The id as it was asked for: bare, unless a version was pinned. */
  readonly ref: string;
  /** Its own verb, a synonym, or none. */
  readonly verb: 'own' | 'synonym' | 'none';
  /** How many of its nouns the step names. */
  readonly nouns: number;
  /** It spells an enum value, or gives a value by the name of its input. */
  readonly namesValue: boolean;
  /** The step is its id, or says its title and nothing against it. */
  readonly exact: boolean;
  readonly inputs: JsonObject;
  /** Required inputs that were not given and have no default. */
  readonly missing: readonly InputField[];
  /** A text was read to the end of the step, which any sentence would allow. */
  readonly freeText: boolean;
  /** What it cannot account for, as it was written. */
  readonly unplaced: readonly string[];
  /** The places of the tokens that became inputs. */
  readonly taken: ReadonlySet<number>;
  readonly score: number;
};

/** Reads a step through one action: what it accounts for, what inputs it gives, and what is left over. */
export function matchAction(action: ActionProfile, segment: Segment): Match {
  const reading = openReading(segment, action);
  const ref = segment.refs.find((one) => one === action.id || one.startsWith(`${action.id}@v`));
  segment.tokens.forEach((token, at) => token.kind === 'id' && token.ref === ref && reading.known.add(at));
  readPairs(reading);
  readOptions(reading);
  readPatterned(reading);
  const namesValue = reading.inputs.size > 0;
  const switched = readVerbSwitch(reading, action);
  const { verb, meanings } = readVerbs(reading, action);
  readNamedValue(reading);
  const nouns = readNouns(reading, action);
  readNumbers(reading, meanings);
  readQuoted(reading);
  const freeText = readFreeText(reading);
  return weigh({ action, segment, reading, ref: ref ?? null, verb: switched && verb === 'none' ? 'synonym' : verb, nouns, namesValue, freeText });
}

/** 'Enable' and 'turn on' are the verb as well where they say the value of a boolean. */
function readVerbSwitch(reading: Reading, action: ActionProfile): boolean {
  readSwitches(reading, action.meanings);
  return [...reading.taken].some((at) => /^(?:enable|disable|turn|switch|flip)$/u.test(wordAt(reading.tokens, at)));
}

function readVerbs(reading: Reading, action: ActionProfile): { verb: Match['verb']; meanings: Set<string> } {
  const words = reading.tokens.map((_token, at) => (reading.taken.has(at) ? '' : wordAt(reading.tokens, at)));
  const particle = findParticleVerb(words);
  const verbs = range(0, words.length).map((at) => ({ verb: words[at] ?? '', tokens: [at] }));
  if (particle) verbs.push({ verb: particle.verb, tokens: [...particle.at] });
  const fitting = verbs.filter(({ verb }) => action.verbs.has(verb) || sharedMeanings(action, verb).length > 0);
  for (const { tokens } of fitting) for (const at of tokens) reading.known.add(at);
  const meanings = new Set(fitting.flatMap(({ verb }) => verbMeanings(verb)));
  // 'Turn it back on' turns it on.
  if (particle && fitting.some(({ verb }) => verb === particle.verb) && words.includes('back')) reading.known.add(words.indexOf('back'));
  if (meanings.has('increase') && words.includes('up')) reading.known.add(words.indexOf('up'));
  const own = fitting.some(({ verb }) => action.verbs.has(verb));
  return { verb: own ? 'own' : fitting.length > 0 ? 'synonym' : 'none', meanings };
}

const sharedMeanings = (action: ActionProfile, verb: string): string[] => verbMeanings(verb).filter((meaning) => action.meanings.has(meaning));

/** Accounts for the words that name the component or an input, and counts the nouns. */
function readNouns(reading: Reading, action: ActionProfile): number {
  const found = new Set<string>();
  reading.stems.forEach((word, at) => {
    if (reading.taken.has(at)) return;
    const places = nounPlaces(reading, action, at);
    if (places.length > 0) found.add(places.map((place) => reading.pieces[place]).join(''));
    else if (action.asides.has(word)) reading.known.add(at);
    for (const place of places) reading.known.add(place);
  });
  return found.size;
}

/** The tokens from `at` on that spell a noun: one word, two that are written as one, or the number of 'pump 2'. */
function nounPlaces({ tokens, pieces, stems, known }: Reading, { nouns }: ActionProfile, at: number): number[] {
  const word = stems[at] ?? '';
  const kind = tokens[at]?.kind;
  const isNumbered = /^\D/u.test(word) || nouns.has(stems[at - 1] ?? '');
  if (kind === 'number') return nouns.has(word) && isNumbered ? [at] : [];
  if (kind !== 'word') return [];
  if (nouns.has(word) && !known.has(at)) return [at];
  return tokens[at + 1]?.kind === 'word' && nouns.has(`${pieces[at]}${stems[at + 1]}`) ? [at, at + 1] : [];
}

type Weighing = Pick<Match, 'action' | 'verb' | 'nouns' | 'namesValue' | 'freeText'> & { segment: Segment; reading: Reading; ref: string | null };

function weigh({ action, segment, reading, ref, verb, nouns, namesValue, freeText }: Weighing): Match {
  const missing = openFields(reading).filter((field) => field.required && !field.hasDefault);
  const says = (at: number) => segment.tokens[at]?.kind === 'word' || reading.known.has(at);
  const said = new Set(segment.stems.filter((word, at) => word !== '' && says(at) && !reading.taken.has(at)));
  const covered = [...action.titleStems].filter((word) => said.has(word)).length / Math.max(1, action.titleStems.size);
  const verbScore = { own: 10, synonym: 6, none: 0 }[verb];
  return {
    action,
    ref: ref ?? action.id,
    verb,
    nouns,
    namesValue,
    exact: ref !== null || (covered === 1 && [...said].every((word) => action.titleStems.has(word) || isSmall(segment, word))),
    inputs: readInputs(reading),
    missing,
    freeText,
    unplaced: listUnplaced(reading),
    taken: reading.taken,
    score: verbScore + 4 * Math.min(nouns, 3) + 6 * covered + 2 * Math.min(reading.inputs.size, 4) - missing.length,
  };
}

const isSmall = (segment: Segment, word: string): boolean =>
  [...segment.empty].some((at) => segment.stems[at] === word);

/** Runs of tokens that are neither inputs nor otherwise accounted for, as they were written. */
function listUnplaced({ text, tokens, taken, known }: Reading): string[] {
  const runs: { start: number; end: number; last: number }[] = [];
  tokens.forEach((token, at) => {
    if (taken.has(at) || known.has(at)) return;
    const run = runs.at(-1);
    const glued = run !== undefined && run.last === at - 1 && !/\s/u.test(text.slice(run.end, token.start));
    if (glued) Object.assign(run, { end: token.end, last: at });
    else runs.push({ start: token.start, end: token.end, last: at });
  });
  return runs.map((run) => text.slice(run.start, run.end));
}
