import { splitWords, stem } from './fold-word.ts';
import type { InputField } from './input-field.ts';
import { smallWords, stopWords } from './stop-words.ts';
import { verbsWithMeaning } from './verb-meanings.ts';

/** Quoted text in an example is a value; its words name nothing. */
export const quotedPart = /"[^"]*"|“[^”]*”|`[^`]*`/gu;
/** More examples than these are not read. */
export const MAX_EXAMPLES = 50;

/** An action, as far as its words go. */
type Wording = {
  readonly title: string;
  readonly examples: readonly string[];
  readonly verbs: ReadonlySet<string>;
  readonly nouns: ReadonlySet<string>;
  readonly asides: ReadonlySet<string>;
  readonly fields: readonly InputField[];
};

/** The words that an option of any input is made of. */
export function listOptionWords(profiles: readonly Wording[]): Set<string> {
  const fields = profiles.flatMap((profile) => profile.fields.flatMap((field) => [field, ...(field.items ? [field.items] : [])]));
  return new Set(fields.flatMap((field) => field.options.flatMap((option) => splitWords(String(option)))));
}

/** Every word that a step may be made of: what the actions are called by and what their inputs take, and the small words around. */
export function listKnownWords(profiles: readonly Wording[], optionWords: ReadonlySet<string>): Set<string> {
  const named = profiles.flatMap((profile) => [
    ...[...profile.verbs].flatMap(splitWords),
    ...profile.nouns,
    ...profile.asides,
    ...splitWords(profile.title),
    ...profile.examples.slice(0, MAX_EXAMPLES).flatMap((example) => splitWords(example.replace(quotedPart, ' '))),
    ...profile.fields.flatMap((field) => field.words),
  ]);
  const all = [...named, ...optionWords, ...verbsWithMeaning, ...stopWords, ...smallWords];
  return new Set(all.flatMap((word) => [word, stem(word)]));
}
