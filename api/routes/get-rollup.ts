import { routes } from '../../contract/routes.ts';
import { readRollup, type Span } from '../../db/stores/rollups.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { invalidRequest } from '../problems.ts';

const DAY_MS = 86_400_000;
const LONGEST_MS = 366 * DAY_MS;

/** Adds up what all projects have done within a time, the last day unless said otherwise; every number is of the same instant. */
export const getRollup = ({ database, clock }: Front) =>
  endpoint(routes.getRollup, async ({ query }) => {
    const span = spanOf(query, clock.now());
    return answer(await database.snapshot((sql) => readRollup(sql, span, query)));
  });

function spanOf(asked: { from?: string | undefined; to?: string | undefined }, now: Date): Span {
  const to = asked.to === undefined ? now : new Date(asked.to);
  const from = asked.from === undefined ? new Date(to.getTime() - DAY_MS) : new Date(asked.from);
  if (from >= to) throw invalidRequest([{ path: '/from', message: 'expected a time before to' }]);
  if (to.getTime() - from.getTime() > LONGEST_MS) throw invalidRequest([{ path: '/from', message: 'expected a time at most 366 days before to' }]);
  return { from, to };
}
