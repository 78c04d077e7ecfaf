import type { Activities } from '../contract/activities.ts';
import { listUnverifiedProjects } from '../db/stores/unverified-projects.ts';
import type { Powers } from './dependencies.ts';

const CHECKED_WITHIN_MS = 50_000; // What is edited is found by the next sweep, also where nothing happens.

/** Names projects whose last check is long ago. */
export const findUnverified =
  ({ database, clock }: Powers): Activities['findUnverified'] =>
  async ({ atMost }) => ({ projectIds: await listUnverifiedProjects(database.read, atMost, new Date(clock.now().getTime() - CHECKED_WITHIN_MS)) });
