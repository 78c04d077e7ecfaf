import type { ApprovalRule } from '../../contract/policy.ts';
import type { Risk } from '../../contract/registry.ts';
import { durationMs } from '../policy/duration.ts';
import { matchesAny } from '../policy/matches-any.ts';
import { type Gate, type GateFacts, type Hold, holdAll, pass } from './gate.ts';

const RISKS: readonly Risk[] = ['low', 'medium', 'high'];

/** Every approval rule that matches what is asked holds it; they add up. */
export const approval: Gate = (facts) => {
  const holds = facts.rulebook.approvals.filter((rule) => asksFor(rule, facts)).map((rule) => holdOf(rule, facts));
  return holds.length === 0 ? pass : holdAll(holds);
};

function asksFor({ when, roles }: ApprovalRule, { action, cost, caller }: GateFacts): boolean {
  const named = roles ?? when.roles;
  return (
    (when.minCost === undefined || cost >= when.minCost) &&
    (when.minRisk === undefined || RISKS.indexOf(action.risk) >= RISKS.indexOf(when.minRisk)) &&
    matchesAny(when.actions, action.id) &&
    (named === undefined || (caller.role !== null && named.includes(caller.role)))
  );
}

function holdOf({ id, when, requiredRole, quorum, expiresAfter }: ApprovalRule, { action, cost }: GateFacts): Hold {
  const reasons = [
    ...(when.minCost === undefined ? [] : [`it costs ${cost}`]),
    ...(when.minRisk === undefined ? [] : [`its risk is ${action.risk}`]),
  ];
  const text = `The rule ${id} asks for an approval${reasons.length === 0 ? '' : `: ${reasons.join(', ')}`}.`;
  return { gate: 'approval', rule: id, text, requiredRole, quorum, expiresAfterMs: durationMs(expiresAfter) };
}
