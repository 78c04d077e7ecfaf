import { matchesAny } from './matches-any.ts';

type Aimed = { readonly actions?: readonly string[] | undefined };

const MAX_IDS = 10_000;

/**
 * Answers what is made of the rules that concern an action, in their order. It is made once for each list of rules and
 * action id, so that a policy may have many rules that are about something else.
 */
export function createRuleIndex<Rule extends Aimed, Made>(make: (rules: readonly Rule[], actionId: string) => Made): (rules: readonly Rule[], actionId: string) => Made {
  const known = new WeakMap<readonly Rule[], Map<string, Made>>();
  return (rules, actionId) => {
    const byAction = known.get(rules) ?? new Map<string, Made>();
    const kept = byAction.get(actionId);
    if (kept !== undefined) return kept;
    const made = make(
      rules.filter(({ actions }) => matchesAny(actions, actionId)),
      actionId,
    );
    if (byAction.size < MAX_IDS) byAction.set(actionId, made);
    known.set(rules, byAction);
    return made;
  };
}
