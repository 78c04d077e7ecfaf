import { matchesAny } from './matches-any.ts';

type Aimed = { readonly actions?: readonly string[] | undefined };

const MAX_IDS = 10_000;

/**
 * Answers the rules that concern an action, in their order. They are found once for each list of rules and action id, so
 * that a policy may have many rules that are about something else.
 */
export function createRuleIndex<Rule extends Aimed>(): (rules: readonly Rule[], actionId: string) => readonly Rule[] {
  const known = new WeakMap<readonly Rule[], Map<string, readonly Rule[]>>();
  return (rules, actionId) => {
    const byAction = known.get(rules) ?? new Map<string, readonly Rule[]>();
    const kept = byAction.get(actionId);
    if (kept) return kept;
    const found = rules.filter(({ actions }) => matchesAny(actions, actionId));
    if (byAction.size < MAX_IDS) byAction.set(actionId, found);
    known.set(rules, byAction);
    return found;
  };
}
