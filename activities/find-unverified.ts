import type { Activities } from '../contract/activities.ts';
import { listUnverifiedProjects } from '../db/stores/unverified-projects.ts';
import type { Powers } from './dependencies.ts';

const MOVED_WITHIN_MS = 50_000;
const UNMOVED_WITHIN_MS = 50_000; // What is edited where nothing happens is found by the next sweep, too.

/** Names projects that no check has seen as they are now, and those whose last check is long ago. */
export const findUnverified =
  ({ database, clock }: Powers): Activities['findUnverified'] =>
  async ({ atMost }) => {
    const now = clock.now().getTime();
    const since = { moved: new Date(now - MOVED_WITHIN_MS), unmoved: new Date(now - UNMOVED_WITHIN_MS) };
    return { projectIds: await listUnverifiedProjects(database.read, atMost, since) };
  };
