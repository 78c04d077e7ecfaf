import type { Secrets } from '../db/stores/secrets.ts';
import { createTextFinder, type TextFinder } from '../domain/secret/text-finder.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { secretForms } from './secret-forms.ts';

/** How long another process's change of a secret may go unnoticed here. */
const FRESH_MS = 5_000;
const MAX_PROJECTS = 1_000;
/** How many characters are looked for over all projects that are remembered. */
const MAX_CHARACTERS = 32_000_000;

/** Knows what no text in a project may hold. */
export type SecretWatch = {
  /** What finds the values in force in a project. */
  finderOf(projectId: string): Promise<TextFinder>;
  /** Looks anew the next time, because a secret of the project has changed. */
  forget(projectId: string): void;
};

type Known = { stamp: string; finder: TextFinder; lookedMs: number };
type Parts = { secrets: Pick<Secrets, 'stamp' | 'open'>; clock: Clock; logger: Pick<Logger, 'error'> };

/** Remembers the projects that were asked about last; their secrets are opened again only when one of them has changed. */
export function createSecretWatch(parts: Parts): SecretWatch {
  const known = new Map<string, Known>();
  const asked = new Map<string, Promise<Known>>();

  const look = async (projectId: string): Promise<Known> => {
    const before = known.get(projectId);
    const found = await lookAgain(parts, projectId, before);
    known.delete(projectId); // Sets it anew below, as the youngest.
    known.set(projectId, found);
    dropOldest(known);
    return found;
  };
  /** Those who ask at once share one look. */
  const lookOnce = (projectId: string): Promise<Known> => {
    const looking = asked.get(projectId) ?? look(projectId).finally(() => asked.delete(projectId));
    asked.set(projectId, looking);
    return looking;
  };
  return {
    finderOf: async (projectId) => {
      const there = known.get(projectId);
      const isFresh = there !== undefined && parts.clock.monotonicMs() - there.lookedMs < FRESH_MS;
      return (isFresh ? there : await lookOnce(projectId)).finder;
    },
    forget: (projectId) => {
      known.delete(projectId);
      asked.delete(projectId);
    },
  };
}

async function lookAgain({ secrets, clock, logger }: Parts, projectId: string, before: Known | undefined): Promise<Known> {
  const lookedMs = clock.monotonicMs();
  const now = clock.now();
  const stamp = await secrets.stamp(projectId, now);
  if (before?.stamp === stamp) return { ...before, lookedMs };
  const { values, unreadable } = stamp === '' ? { values: [], unreadable: [] } : await secrets.open(projectId, now);
  if (unreadable.length > 0) logger.error('secret-unreadable', 'No key of SECRET_KEYS opens some of the secrets of a project, or their rows were changed; set them anew.', { project_id: projectId, names: unreadable });
  return { stamp, finder: createTextFinder(values.flatMap(secretForms)), lookedMs };
}

function dropOldest(known: Map<string, Known>): void {
  let characters = [...known.values()].reduce((sum, { finder }) => sum + finder.size, 0);
  for (const [projectId, { finder }] of known) {
    if (known.size <= MAX_PROJECTS && characters <= MAX_CHARACTERS) return;
    known.delete(projectId);
    characters -= finder.size;
  }
}
