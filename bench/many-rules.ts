import type { Policy, PolicyRule } from '../contract/policy.ts';

/**
 * A policy of so many rules, of the kinds that people write: on inputs, on who asks, on the state, on the hour. None of
 * them decides, so that nothing ends the look before the last one. The first `close` concern the counter; of the others every
 * twentieth concerns everything, and the rest other packs.
 */
export function manyRules(count: number, close = count): Policy {
  return { rules: Array.from({ length: count }, (_, index) => rule(index, index < close)) };
}

function rule(index: number, isClose: boolean): PolicyRule {
  const actions = isClose ? [index % 2 === 0 ? 'demo.counter.*' : 'demo.*'] : [`pack_${Math.floor(index / 10)}.*`];
  const aimed = !isClose && index % 20 === 0 ? {} : { actions };
  return { id: `rule-${index}`, priority: 0, effect: 'reject', ...aimed, when: conditionOf(index), enforcement: 'enforce', requiredRole: 'admin', quorum: 1, expiresAfter: '24h' };
}

function conditionOf(index: number): PolicyRule['when'] {
  switch (index % 5) {
    case 0:
      return { '>': [{ val: ['inputs', 'amount'] }, 1_000 + index] };
    case 1:
      return { and: [{ '===': [{ val: ['state', 'demo.counter', 'value'] }, -1 - index] }, { '!==': [{ val: ['user', 'id'] }, `admin-${index}`] }] };
    case 2:
      return { in: [{ val: ['user', 'id'] }, [`blocked-${index}`, `blocked-${index + 1}`]] };
    case 3:
      return { or: [{ '<': [{ val: ['now', 'hour'] }, -index] }, { '>': [{ val: ['now', 'hour'] }, 23 + index] }] };
    default:
      return { and: [{ starts_with: [{ val: ['action', 'id'] }, `none-${index}`] }, { in: ['admin', { val: ['roles'] }] }] };
  }
}
