import { type Gate, pass, refuse } from './gate.ts';

/** At most N successful executions a day. */
export const quota: Gate = ({ usage, policy }) => {
  const perDay = policy.limits?.quota?.perDay;
  if (perDay === undefined || usage.succeededToday < perDay) return pass;
  return refuse('quota_exceeded', `The quota of ${perDay} successful executions a day is used up.`, { rule: 'limits.quota.perDay' });
};
