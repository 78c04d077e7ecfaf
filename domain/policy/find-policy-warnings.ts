import type { Policy } from '../../contract/policy.ts';
import type { Issue } from '../../contract/problem.ts';
import type { Role } from '../../contract/project.ts';
import type { ActionDeclaration } from '../action.ts';
import type { Catalog } from '../catalog.ts';
import { pointerOf } from '../state/pointer.ts';
import { isOutOfReach } from './is-out-of-reach.ts';
import { matchesAny } from './matches-any.ts';
import { unknownReads } from './unknown-reads.ts';

/** What a policy is looked at beside: what is registered, and how many members of the project have each role. */
export type Surroundings = { readonly catalog: Catalog; readonly members: { readonly [R in Role]: number } };

const MAX_WARNINGS = 50;
const ROLES: readonly Role[] = ['viewer', 'operator', 'admin'];

/** What a sound policy may not be meant to say; nothing of it keeps the policy from being put in force. Paths begin at the policy. */
export function findPolicyWarnings(policy: Policy, surroundings: Surroundings): Issue[] {
  const actions = [...surroundings.catalog.actions.values()].flat();
  const warnings = [
    ...ofRules(policy, surroundings),
    ...ofApprovals(policy, surroundings, actions),
    ...ofActions(policy, actions),
    ...unknownReads(policy, surroundings.catalog),
  ];
  return warnings.slice(0, MAX_WARNINGS);
}

function ofRules(policy: Policy, surroundings: Surroundings): Issue[] {
  return (policy.rules ?? []).flatMap((rule, index): Issue[] => {
    const path = pointerOf(['rules', index]);
    return [
      ...(rule.enforcement === 'shadow' ? [{ path: `${path}/enforcement`, message: 'the rule is in shadow: it is recorded in traces and changes nothing' }] : []),
      ...(rule.effect === 'allow' ? [{ path: `${path}/effect`, message: 'what no rule forbids is allowed anyway, and a rule that allows outweighs no other one' }] : []),
      ...(rule.effect === 'require_approval' ? ofQuorum(path, rule, policy, surroundings) : []),
    ];
  });
}

function ofApprovals(policy: Policy, surroundings: Surroundings, actions: readonly ActionDeclaration[]): Issue[] {
  return (policy.approvals ?? []).flatMap((approval, index) => {
    const path = pointerOf(['approvals', index]);
    const reason = isOutOfReach(approval, policy, actions);
    return [...ofQuorum(path, approval, policy, surroundings), ...(reason === null ? [] : [{ path: `${path}/when`, message: reason }])];
  });
}

/** Whoever asks may not vote on it, so one more person than the quorum is needed where he is among them. */
function ofQuorum(path: string, { requiredRole, quorum }: { requiredRole: Role; quorum: number }, { roleMappings }: Policy, { members }: Surroundings): Issue[] {
  const rank = ROLES.indexOf(requiredRole);
  if ((roleMappings ?? []).some(({ role }) => ROLES.indexOf(role) >= rank)) return []; // How many people a mapping reaches is not known.
  const able = ROLES.slice(rank).reduce((sum, role) => sum + members[role], 0);
  if (able > quorum) return [];
  const who = `${able} ${able === 1 ? 'member has' : 'members have'} the role ${requiredRole}${requiredRole === 'admin' ? '' : ' or a higher one'}`;
  const message =
    able < quorum ? `only ${who}, fewer than the quorum of ${quorum}: nothing can be approved` : `only ${who}: when one of them asks, too few are left for the quorum of ${quorum}`;
  return [{ path: `${path}/quorum`, message }];
}

/** Names and globs that fit nothing which is registered. */
function ofActions({ rules = [], approvals = [], actionBudgets = {} }: Policy, actions: readonly ActionDeclaration[]): Issue[] {
  const globs = [
    ...rules.map(({ actions: named }, index) => [['rules', index, 'actions'], named ?? []] as const),
    ...approvals.map(({ when }, index) => [['approvals', index, 'when', 'actions'], when.actions ?? []] as const),
  ];
  const unmatched = globs.flatMap(([place, named]) => named.map((glob, index) => ({ path: pointerOf([...place, index]), glob })));
  const budgets = Object.keys(actionBudgets).map((glob) => ({ path: pointerOf(['actionBudgets', glob]), glob }));
  return [...unmatched, ...budgets]
    .filter(({ glob }) => !actions.some(({ id }) => matchesAny([glob], id)))
    .map(({ path, glob }) => ({ path, message: `no registered action fits ${glob}` }));
}
