import type { Activities } from '../contract/activities.ts';
import { markTold } from '../db/stores/alerts.ts';
import type { Powers } from './dependencies.ts';

/** Keeps that channels were told of an alert, or could not be, so that nobody is told again. */
export const closeNews =
  ({ database, clock }: Powers): Activities['closeNews'] =>
  async ({ alertId, kind }) => {
    await markTold(database.read, { alertId, kind }, clock.now());
  };
