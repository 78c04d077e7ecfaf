import type { ActionSummary } from '../../contract/registry.ts';
import { splitWords, squash, stem } from './fold-word.ts';
import { listInputFields, type InputField } from './input-field.ts';
import { listKnownWords, listOptionWords, MAX_EXAMPLES, quotedPart } from './known-words.ts';
import { stopWords } from './stop-words.ts';
import { findParticleVerb, verbMeanings } from './verb-meanings.ts';

/** One action as its words describe it. */
export type ActionProfile = {
  /** The bare id. */
  readonly id: string;
  readonly title: string;
  readonly examples: readonly string[];
  readonly targets: readonly string[];
  readonly fields: readonly InputField[];
  /** The verbs of its id, title and examples. */
  readonly verbs: ReadonlySet<string>;
  /** What the verb of its id means, or that of its title; a synonym shares a meaning. */
  readonly meanings: ReadonlySet<string>;
  /** It adds to what is there, or takes away: only then does a number after 'by' say how much. */
  readonly isRelative: boolean;
  /** What it acts on, as stems. */
  readonly nouns: ReadonlySet<string>;
  /** The outer parts of its ids ('demo') and the names of its inputs: accounted for, but they name no component. */
  readonly asides: ReadonlySet<string>;
  /** A step that has none of these, and none of its meanings, is not about it. */
  readonly landmarks: readonly string[];
  /** The stems of its title without stop words. */
  readonly titleStems: ReadonlySet<string>;
};

/** What a caller may ask for. */
export type ActionIndex = {
  /** By bare id (the highest version) and by `id@vN`. */
  readonly byRef: ReadonlyMap<string, ActionProfile>;
  /** The highest version of each id, in the order given. */
  readonly current: readonly ActionProfile[];
  /** Every word that a step may be made of, and those of them that are values. */
  readonly knownWords: ReadonlySet<string>;
  readonly optionWords: ReadonlySet<string>;
};

/** Indexes the actions by the words that can name them. */
export function indexActions(actions: readonly ActionSummary[]): ActionIndex {
  const byRef = new Map<string, ActionProfile>();
  const highest = new Map<string, ActionSummary>();
  for (const action of actions) {
    const id = bareId(action.actionId);
    byRef.set(`${id}@v${action.version}`, profileOf(action));
    if (action.version > (highest.get(id)?.version ?? 0)) highest.set(id, action);
  }
  const current = [...highest].flatMap(([id, action]) => byRef.get(`${id}@v${action.version}`) ?? []);
  for (const profile of current) byRef.set(profile.id, profile);
  const optionWords = listOptionWords(current);
  return { byRef, current, optionWords, knownWords: listKnownWords(current, optionWords) };
}

/** An action id without its version. */
export const bareId = (actionRef: string): string => actionRef.replace(/@v\d+$/u, '');

/** Whether two actions touch a component in common, so that 'it' can mean the same thing. */
export function shareComponent(one: ActionProfile, other: ActionProfile): boolean {
  return one.targets.some((target) => other.targets.includes(target));
}

function profileOf(action: ActionSummary): ActionProfile {
  const id = bareId(action.actionId);
  const fields = listInputFields(action.inputSchema);
  const [tail = '', component = '', ...outer] = id.split('.').reverse();
  const components = [component, ...action.targets.map((target) => target.split('.').at(-1) ?? '')].flatMap(splitWords);
  const prefixes = [...outer, ...action.targets.flatMap((target) => target.split('.').slice(0, -1))];
  const [byId, byTitle] = [splitPhrase(splitWords(tail), new Set(components)), splitPhrase(contentOf(action.title), new Set(components))];
  const values = new Set([...fields.flatMap(valueWords), ...stopWords]);
  // An example may begin with what it is about ('counter to 7'); only a new word there is a verb.
  const things = new Set([...components, ...byId.rest, ...byTitle.rest, ...values]);
  const examples = action.examples.slice(0, MAX_EXAMPLES).map((example) => splitPhrase(contentOf(example.replace(quotedPart, ' ')), things));
  const phrases = [byId, byTitle, ...examples];
  const nouns = phrases.flatMap((phrase) => phrase.rest).filter((word) => !values.has(word) && !/^\d+$/u.test(word));
  const meanings = [byId, byTitle].map((phrase) => verbMeanings(phrase.verb ?? ''));
  const verbs = new Set(phrases.flatMap((phrase) => phrase.verb ?? []));
  const nounStems = new Set([...components, ...nouns].map(stem));
  return {
    id,
    title: action.title,
    examples: action.examples,
    targets: action.targets,
    fields,
    verbs,
    meanings: new Set(meanings.find((one) => one.length > 0)),
    isRelative: meanings.flat().some((one) => one === 'increase' || one === 'decrease') || action.examples.some((example) => /\bby [+-]?\d/u.test(example)),
    nouns: nounStems,
    asides: new Set([...prefixes.flatMap(splitWords), ...fields.flatMap((field) => field.words)].map(stem)),
    landmarks: [...new Set([...verbs, ...nounStems, ...fields.flatMap(fieldLandmarks)])].map((word) => word.replace(' ', '')),
    titleStems: new Set(contentOf(action.title).map(stem)),
  };
}

const contentOf = (text: string): string[] => splitWords(text).filter((word) => word === 'on' || !stopWords.has(word));

/** A phrase's leading verb and its other words. What names a thing is never the verb. */
function splitPhrase(words: readonly string[], things: ReadonlySet<string>): { verb: string | null; rest: string[] } {
  const particle = findParticleVerb(words);
  if (particle?.at[0] === 0) return { verb: particle.verb, rest: words.filter((_word, at) => !particle.at.includes(at)) };
  const [verb = null, ...rest] = words;
  return verb === null || things.has(verb) || /^\d/u.test(verb) ? { verb: null, rest: [...words] } : { verb, rest };
}

/** What can name a value of this input, or the input itself. */
function fieldLandmarks(field: InputField): string[] {
  const switches = field.kind === 'boolean' ? ['on', 'off', 'enable', 'disable'] : [];
  return [...field.spellings, ...field.optionsBySpelling.keys(), ...(field.items?.optionsBySpelling.keys() ?? []), ...switches];
}

/** Words that an example uses for a value or for the name of an input; they name no component. */
function valueWords(field: InputField): string[] {
  const options = [...field.options, ...(field.items?.options ?? [])];
  return [...field.words, ...options.flatMap((option) => [...splitWords(String(option)), squash(String(option))])];
}
