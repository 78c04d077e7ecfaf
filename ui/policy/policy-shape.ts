/** What may stand at a place of a policy: the keys below it, or the words that are its value. `isList`: items of it, each after a dash. */
export type Shape = { says?: string; isList?: boolean; keys?: Record<string, Shape>; words?: readonly string[] };

const ROLES = ['viewer', 'operator', 'admin'] as const;
const count = (says: string): Shape => ({ says });
const role = (says: string): Shape => ({ says, words: ROLES });
const quorum = count('how many people must agree, 1 to 20');
const expiresAfter: Shape = { says: 'a duration', words: ['30m', '4h', '24h', '7d'] };
const actions: Shape = { says: 'ids with *, absent means all', isList: true };
const expression: Shape = { says: 'a JsonLogic expression' };

/** The keys and words of a policy, for completion alone: the server decides what is valid. */
export const policyShape: Shape = {
  keys: {
    limits: {
      says: 'rates, quota and budget',
      keys: {
        rate: { says: 'sliding; 0 allows nothing', keys: { perMinute: count('executions a minute'), perHour: count('executions an hour') } },
        quota: { says: 'successful executions a day', keys: { perDay: count('executions a day') } },
        budget: { says: 'cost units a day', keys: { daily: count('cost units'), timezone: { says: 'when the day begins', words: ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo'] } } },
      },
    },
    actionBudgets: { says: 'cost units a day for one action' },
    executionWindows: {
      says: 'when things may run; any one must match',
      isList: true,
      keys: {
        days: { says: 'weekdays', isList: true, words: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] },
        from: { says: 'inclusive', words: ['"08:00"'] },
        to: { says: 'exclusive', words: ['"18:00"'] },
        timezone: { says: 'an IANA name', words: ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo'] },
      },
    },
    approvals: {
      says: 'what waits for people',
      isList: true,
      keys: {
        id: { says: 'names the rule in traces' },
        when: { says: 'all that is named must hold', keys: { minCost: count('cost units or more'), minRisk: { says: 'this risk or a higher one', words: ['low', 'medium', 'high'] }, actions, roles: { says: 'of who asks', isList: true, words: ROLES } } },
        requiredRole: role('who may decide'),
        quorum,
        expiresAfter,
      },
    },
    roleMappings: { says: 'roles by an expression', isList: true, keys: { role: role('what the person gets'), when: expression } },
    rules: {
      says: 'the highest priority is asked first',
      isList: true,
      keys: {
        id: { says: 'names the rule in traces' },
        description: { says: 'for who reads the policy' },
        priority: count('a higher one is asked first; default 0'),
        effect: { says: 'what the rule does', words: ['allow', 'reject', 'require_approval'] },
        actions,
        when: expression,
        message: { says: 'what is said when it rejects' },
        enforcement: { says: 'shadow records and changes nothing', words: ['enforce', 'shadow'] },
        requiredRole: role('who may decide'),
        quorum,
        expiresAfter,
      },
    },
  },
};
