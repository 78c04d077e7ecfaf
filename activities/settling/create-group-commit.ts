import type { Wanted } from '../../db/stores/heads.ts';

/** While Postgres works on one group, this process decides another. */
const GROUPS_AT_ONCE = 2;
/** A group takes projects until it holds so many attempts. */
const MAX_ATTEMPTS = 64;

/** How attempts are committed: those of several projects in one transaction, whose answer is by project id and may leave projects out, or of one project by itself. */
export type Commit<Settled> = {
  readonly together: (wanted: readonly Wanted[]) => Promise<ReadonlyMap<string, Settled>>;
  readonly alone: (wanted: Wanted) => Promise<Settled>;
};

type Waiting<Settled> = { readonly wanted: Wanted; readonly resolve: (settled: Settled) => void; readonly reject: (error: unknown) => void };

/**
 * Commits what several projects want at the same time in one transaction, so that they share its cost. Nobody waits to be
 * joined: a group is whatever came while those before it were under way. A project that the answer leaves out commits
 * alone, as though it had never been in a group.
 */
export function createGroupCommit<Settled>({ together, alone }: Commit<Settled>): (wanted: Wanted) => Promise<Settled> {
  let waiting: Waiting<Settled>[] = [];
  const busyProjectIds = new Set<string>();
  let groupsUnderWay = 0;

  const commitGroup = async (group: readonly Waiting<Settled>[]): Promise<ReadonlyMap<string, Settled>> => {
    groupsUnderWay += 1;
    try {
      return await together(group.map(({ wanted }) => wanted));
    } finally {
      groupsUnderWay -= 1;
      setImmediate(commitWaiting); // Whoever is answered now, and asks again at once, is in the next group.
    }
  };
  const answer = async ({ wanted, resolve, reject }: Waiting<Settled>, settling: Promise<ReadonlyMap<string, Settled>>): Promise<void> => {
    try {
      const settled = (await settling).get(wanted.projectId);
      resolve(settled ?? (await alone(wanted)));
    } catch (error) {
      reject(error);
    } finally {
      busyProjectIds.delete(wanted.projectId);
      setImmediate(commitWaiting);
    }
  };
  const commitWaiting = (): void => {
    while (groupsUnderWay < GROUPS_AT_ONCE) {
      const group = firstOf(waiting, busyProjectIds, GROUPS_AT_ONCE - groupsUnderWay);
      if (group.length === 0) return;
      waiting = waiting.filter((one) => !group.includes(one));
      for (const { wanted } of group) busyProjectIds.add(wanted.projectId);
      const settling = commitGroup(group);
      for (const one of group) void answer(one, settling);
    }
  };
  return (wanted) => {
    setImmediate(commitWaiting);
    return new Promise((resolve, reject) => waiting.push({ wanted, resolve, reject }));
  };
}

/** The longest waiting, each project once and none that is being committed: as many as the free groups share evenly, up to so many attempts. The first one always fits. */
function firstOf<Settled>(waiting: readonly Waiting<Settled>[], busyProjectIds: ReadonlySet<string>, freeGroups: number): Waiting<Settled>[] {
  const taken = new Set(busyProjectIds);
  const ready = waiting.filter(({ wanted: { projectId } }) => !taken.has(projectId) && taken.add(projectId));
  const group: Waiting<Settled>[] = [];
  let attempts = 0;
  for (const one of ready.slice(0, Math.ceil(ready.length / freeGroups))) {
    attempts += one.wanted.attemptIds.length;
    if (group.length > 0 && attempts > MAX_ATTEMPTS) break;
    group.push(one);
  }
  return group;
}
