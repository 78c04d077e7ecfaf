/** Words of a path that are told with a noun they belong to, so that the reference stays a list of nouns. */
const BELONGS: ReadonlyMap<string, string> = new Map([
  ...['lock', 'unlock', 'stop', 'archive', 'unarchive', 'purge'].map((word) => [word, 'projects'] as const),
  ...['state', 'snapshots', 'diff', 'revert', 'integrity', 'why', 'audit', 'events'].map((word) => [word, 'executions'] as const),
  ...['policy-templates', 'budget'].map((word) => [word, 'policy'] as const),
  ['alert-channels', 'alerts'],
]);

/** The noun that a path is about: the first word below the project, or of the whole. */
export function tagOf(path: string): string {
  const [first = '', , below] = path.split('/').slice(1);
  const word = first === 'projects' && below !== undefined ? below : first;
  return BELONGS.get(word) ?? word;
}
