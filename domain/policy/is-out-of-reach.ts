import type { ApprovalRule, Policy } from '../../contract/policy.ts';
import type { ActionDeclaration } from '../action.ts';
import { mayRun } from '../access/may-run.ts';
import { matchesAny } from './matches-any.ts';

const RISKS = ['low', 'medium', 'high'] as const;

/** Why nothing that could run would ever meet an approval rule; null where something might. */
export function isOutOfReach({ when, roles }: ApprovalRule, { limits }: Policy, actions: readonly ActionDeclaration[]): string | null {
  const asking = (roles ?? when.roles ?? ['operator', 'admin']).filter((role) => mayRun(role, when.minRisk ?? 'low'));
  if (asking.length === 0) return `it never matches: none of its roles may run actions of ${when.minRisk ?? 'low'} risk`;
  const leastRisk = RISKS.indexOf(when.minRisk ?? 'low');
  const fitting = actions.filter(({ id, risk }) => matchesAny(when.actions, id) && RISKS.indexOf(risk) >= leastRisk);
  if (fitting.length === 0) return 'it never matches: no registered action has that name and that risk';
  const { minCost = 0 } = when;
  if (fitting.every(({ fixedCost }) => fixedCost !== null && fixedCost < minCost)) return `it never matches: no such action costs ${minCost}`;
  const daily = limits?.budget?.daily;
  return daily !== undefined && minCost > daily ? `it never matches: what costs ${minCost} is over the daily budget of ${daily}` : null;
}
