import type { ShadowVerdict } from '../../contract/decision.ts';
import type { OpaAnswer } from '../../contract/opa-answer.ts';
import type { PolicyRule } from '../../contract/policy.ts';
import type { SharedSteps } from '../expression/run.ts';
import { durationMs } from '../policy/duration.ts';
import { instantParts } from '../policy/instant-parts.ts';
import { userIn } from '../policy/person.ts';
import { createClueIndex, knowing } from '../policy/clue-index.ts';
import { createRuleIndex } from '../policy/rule-index.ts';
import type { CompiledRule, HouseRule, RuleContext } from '../policy/rulebook.ts';
import { roundUnits } from '../budget/units.ts';
import { type Gate, type GateFacts, hold, pass, refuse, type Verdict } from './gate.ts';

const rulesFor = createRuleIndex((rules: readonly CompiledRule[], actionId) => createClueIndex(knowing(rules, ['action', 'id'], actionId)));

/** Of all rules together: those after the point where it is used up err, and so refuse where they are enforced. */
const MAX_STEPS = 500_000;

/** What the rule of the house is called, where it does not name itself. */
const HOUSE_RULE = 'opa';
const MAX_REASONS = 10;

/**
 * Asks the rules of the policy in their order: the first enforced one that rejects, holds or errs decides. One that
 * allows decides nothing. What a shadowed rule would have decided is noted and changes nothing. The rule of the house is
 * asked where none of them decides.
 */
export const policy: Gate = (facts) => {
  const rules = rulesFor(facts.rulebook.rules, facts.action.id);
  const { houseRule } = facts.rulebook;
  if (rules.isEmpty && houseRule === null) return pass;
  const context = contextOf(facts);
  const shared = { left: MAX_STEPS };
  const shadow: ShadowVerdict[] = [];
  for (const rule of rules.possible(context)) {
    const verdict = judge(rule, context, shared);
    if (verdict === null) continue;
    if (rule.enforcement === 'enforce') return withShadow(verdict, shadow);
    shadow.push(inShadow(rule, verdict));
  }
  return withShadow((houseRule && judgeByHouse(houseRule, context)) ?? pass, shadow);
};

function judge(rule: CompiledRule, context: RuleContext, shared: SharedSteps): Exclude<Verdict, { verdict: 'pass' }> | null {
  try {
    if (!rule.holds(context, shared)) return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse('policy_error', `The rule ${rule.id} could not be judged: ${reason}`, { rule: rule.id });
  }
  return effectOf(rule);
}

type Effect = Pick<PolicyRule, 'id' | 'effect' | 'message' | 'requiredRole' | 'quorum' | 'expiresAfter'>;

/** What follows from a rule that holds. */
function effectOf(rule: Effect): Exclude<Verdict, { verdict: 'pass' }> | null {
  if (rule.effect === 'allow') return null;
  if (rule.effect === 'reject') return refuse('policy_rule_rejection', rule.message ?? `The rule ${rule.id} forbids it.`, { rule: rule.id });
  const { requiredRole, quorum, expiresAfter } = rule;
  return hold({ gate: 'policy', rule: rule.id, text: rule.message ?? `The rule ${rule.id} asks for an approval.`, requiredRole, quorum, expiresAfterMs: durationMs(expiresAfter) });
}

const withShadow = (verdict: Verdict, shadow: ShadowVerdict[]): Verdict => (shadow.length === 0 ? verdict : { ...verdict, shadow });

/** What the rule of the house says; null where it has nothing against it. */
function judgeByHouse({ ask }: HouseRule, context: RuleContext): Verdict | null {
  try {
    return verdictOf(ask(context));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse('policy_error', `The rule ${HOUSE_RULE} could not be judged: ${reason}`, { rule: HOUSE_RULE });
  }
}

function verdictOf(answer: OpaAnswer): Verdict | null {
  if (answer === true) return null;
  if (answer === false) return refuse('policy_rule_rejection', `The rule ${HOUSE_RULE} forbids it.`, { rule: HOUSE_RULE });
  if (Array.isArray(answer)) return answer.length === 0 ? null : refuse('policy_rule_rejection', answer.slice(0, MAX_REASONS).join(' '), { rule: HOUSE_RULE });
  return effectOf({ ...answer, id: answer.rule });
}

function inShadow(rule: CompiledRule, verdict: Exclude<Verdict, { verdict: 'pass' }>): ShadowVerdict {
  if (verdict.verdict === 'hold') return { rule: rule.id, effect: 'require_approval', reason: verdict.holds[0]?.text ?? '' };
  return { rule: rule.id, effect: verdict.error.code === 'policy_error' ? 'error' : 'reject', reason: verdict.error.detail };
}

function contextOf({ state, inputs, caller, action, now }: GateFacts): RuleContext {
  const { id, risk, cost } = action;
  return {
    state,
    inputs,
    user: userIn(caller),
    roles: caller.role === null ? [] : [caller.role],
    action: { id, risk, cost: costOf(cost, inputs), tags: [] },
    now: instantParts(now),
  };
}

/** The cost, or null where it cannot be worked out: the budget gate says why. */
function costOf(cost: GateFacts['action']['cost'], inputs: GateFacts['inputs']): number | null {
  try {
    return roundUnits(cost(inputs));
  } catch {
    return null;
  }
}
