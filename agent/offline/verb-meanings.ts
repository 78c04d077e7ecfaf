const families: ReadonlyArray<readonly [meaning: string, verbs: readonly string[]]> = [
  ['set', ['set', 'change', 'update', 'adjust', 'put', 'make', 'move']],
  ['increase', ['increment', 'increase', 'add', 'raise', 'bump']],
  ['decrease', ['decrement', 'decrease', 'subtract', 'reduce', 'lower', 'deduct']],
  ['create', ['create', 'add', 'insert', 'append']],
  ['reset', ['reset', 'clear', 'zero']],
  ['delete', ['delete', 'remove', 'erase']],
  ['enable', ['enable', 'activate', 'turn on']],
  ['disable', ['disable', 'deactivate', 'turn off']],
  ['start', ['start', 'launch', 'begin', 'run']],
  ['stop', ['stop', 'halt', 'end']],
  ['select', ['select', 'choose', 'pick', 'use']],
  ['store', ['remember', 'store', 'save', 'note']],
  ['send', ['send', 'post', 'deliver']],
];

const byVerb = new Map<string, readonly string[]>();
for (const [meaning, verbs] of families) {
  for (const verb of verbs) byVerb.set(verb, [...(byVerb.get(verb) ?? []), meaning]);
}

/** Every verb of the table, its particles apart. */
export const verbsWithMeaning: readonly string[] = [...byVerb.keys()].flatMap((verb) => verb.split(' '));

/** What a verb can mean, out of a closed table; an unlisted verb means only itself. */
export const verbMeanings = (verb: string): readonly string[] => byVerb.get(verb) ?? [];

/** Verbs that need their particle: 'turn the pump on' is 'turn on'. */
const particleVerbs = new Set(['turn', 'switch', 'flip']);

/** Finds 'turn … on' or 'switch … off' and where its two words are; null when there is none, or both particles appear. */
export function findParticleVerb(words: readonly string[]): { verb: 'turn on' | 'turn off'; at: readonly [number, number] } | null {
  const first = words.findIndex((word) => particleVerbs.has(word));
  const on = words.indexOf('on', first);
  const off = words.indexOf('off', first);
  if (first < 0 || (on < 0) === (off < 0)) return null;
  return on >= 0 ? { verb: 'turn on', at: [first, on] } : { verb: 'turn off', at: [first, off] };
}
