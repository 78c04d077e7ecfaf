import { z } from 'zod';
import { ActionRef, Intent } from './intent.ts';
import { Instant, Json } from './json.ts';
import { Issue } from './problem.ts';
import { Role } from './project.ts';
import { Risk } from './registry.ts';

const Count = z.int().min(0).max(1_000_000_000);
const Units = z.number().min(0).max(1e12);
const TimeZone = z.string().max(64).refine(isTimeZone, 'expected an IANA time zone such as Europe/Berlin');
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day such as 08:00');
const RuleId = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/, 'expected 1 to 64 letters, digits, or _ . -');
const Quorum = z.int().min(1).max(20);

/** A length of time such as 90s, 30m, 24h or 7d; at most 366 days. */
export const Duration = z
  .string()
  .regex(/^\d{1,8}(s|m|h|d)$/, 'expected a duration such as 90s, 30m, 24h or 7d')
  .refine((text) => isWithin(text), 'expected more than nothing and at most 366 days');

export const Weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
export type Weekday = z.infer<typeof Weekday>;

/** When things may run: from `from`, inclusive, to `to`, exclusive. A range over midnight belongs to the day on which it starts. */
export const ExecutionWindow = z
  .strictObject({ days: z.array(Weekday).min(1).max(7), from: Clock, to: Clock, timezone: TimeZone.default('UTC') })
  .refine(({ from, to }) => from !== to, { path: ['to'], message: 'expected another time than from' });
export type ExecutionWindow = z.infer<typeof ExecutionWindow>;

/** Which executions wait for people: by cost, by risk, by the role of who asks. All that is named must hold. */
export const ApprovalRule = z.strictObject({
  id: RuleId,
  when: z
    .strictObject({ minCost: Units.optional(), minRisk: Risk.optional(), actions: z.array(z.string().min(1).max(200)).min(1).max(100).optional(), roles: z.array(Role).min(1).max(3).optional() })
    .default({}),
  roles: z.array(Role).min(1).max(3).optional(),
  requiredRole: Role.default('admin'),
  quorum: Quorum.default(1),
  expiresAfter: Duration.default('24h'),
});
export type ApprovalRule = z.infer<typeof ApprovalRule>;

/** A person without a membership of his own has this role while the expression holds for him. */
export const RoleMapping = z.strictObject({ role: Role, when: Json });
export type RoleMapping = z.infer<typeof RoleMapping>;

/** One rule; the highest priority is asked first, then the order of the file, and the first reject or require_approval wins. */
export const PolicyRule = z.strictObject({
  id: RuleId,
  description: z.string().max(500).optional(),
  priority: z.int().min(-1_000_000).max(1_000_000).default(0),
  effect: z.enum(['allow', 'reject', 'require_approval']),
  actions: z.array(z.string().min(1).max(200)).min(1).max(100).optional(),
  when: Json.default(true),
  message: z.string().min(1).max(500).optional(),
  enforcement: z.enum(['enforce', 'shadow']).default('enforce'),
  requiredRole: Role.default('admin'),
  quorum: Quorum.default(1),
  expiresAfter: Duration.default('24h'),
});
export type PolicyRule = z.infer<typeof PolicyRule>;

/** A project's rules. Absent means no limit, zero means nothing is allowed. Budgets are in cost units a calendar day. */
export const Policy = z.strictObject({
  limits: z
    .strictObject({
      rate: z.strictObject({ perMinute: Count.optional(), perHour: Count.optional() }).optional(),
      quota: z.strictObject({ perDay: Count }).optional(),
      budget: z.strictObject({ daily: Units, timezone: TimeZone.default('UTC') }).optional(),
      /** What a thousand tokens of a model cost. Absent, they cost nothing. */
      tokens: z.strictObject({ unitsPerThousand: Units }).optional(),
    })
    .optional(),
  actionBudgets: z.record(ActionRef.refine((id) => !id.includes('@'), 'expected an id without a version'), z.strictObject({ daily: Units })).optional(),
  executionWindows: z.array(ExecutionWindow).min(1).max(50).optional(),
  approvals: z.array(ApprovalRule).max(100).optional(),
  roleMappings: z.array(RoleMapping).max(50).optional(),
  rules: z.array(PolicyRule).max(1_000).optional(),
});
export type Policy = z.infer<typeof Policy>;

export const PolicyVersion = z.strictObject({
  version: z.int(),
  policy: Policy,
  createdAt: Instant,
  createdBy: z.string(),
});
export type PolicyVersion = z.infer<typeof PolicyVersion>;

/** One version in the list of versions; the policy itself is read with the version. */
export const PolicyVersionSummary = PolicyVersion.omit({ policy: true });
export type PolicyVersionSummary = z.infer<typeof PolicyVersionSummary>;

/** A version that has just been put in force, with what in it may not be meant so. */
export const StoredPolicy = PolicyVersion.extend({ warnings: z.array(Issue) });
export type StoredPolicy = z.infer<typeof StoredPolicy>;

/** Whether a policy could be put in force, and all that keeps it from that. */
export const PolicyCheck = z.strictObject({ valid: z.boolean(), issues: z.array(Issue) });
export type PolicyCheck = z.infer<typeof PolicyCheck>;

/** What would become of an intent: under another policy, of another person, at another time, as far as they are named. */
export const PolicySimulation = z.strictObject({ policy: Policy.optional(), intent: Intent, userId: z.string().min(1).max(64).optional(), at: Instant.regex(/^(?!0000)/, 'expected a year from 0001 on').optional() });
export type PolicySimulation = z.infer<typeof PolicySimulation>;

/** What a template is called. */
export const TemplateName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'expected 1 to 64 small letters, digits, or -');

export const NewPolicyTemplate = z.strictObject({ name: TemplateName, policy: Policy });
export type NewPolicyTemplate = z.infer<typeof NewPolicyTemplate>;

/** A policy that new projects can begin with, in its latest version. What came with the release is version 0, without a time or an author. */
export const PolicyTemplate = NewPolicyTemplate.extend({ version: z.int(), updatedAt: Instant.nullable(), updatedBy: z.string().nullable() });
export type PolicyTemplate = z.infer<typeof PolicyTemplate>;

/** One version of a template; it never changes. */
export const PolicyTemplateVersion = NewPolicyTemplate.extend({ version: z.int(), createdAt: Instant.nullable(), createdBy: z.string().nullable() });
export type PolicyTemplateVersion = z.infer<typeof PolicyTemplateVersion>;

/** One version in the list of versions; the policy itself is read with the version. */
export const PolicyTemplateVersionSummary = PolicyTemplateVersion.omit({ policy: true });
export type PolicyTemplateVersionSummary = z.infer<typeof PolicyTemplateVersionSummary>;

const MOST = { s: 366 * 86_400, m: 366 * 1_440, h: 366 * 24, d: 366 } as const;

function isWithin(text: string): boolean {
  const unit = (['s', 'm', 'h', 'd'] as const).find((letter) => text.endsWith(letter));
  const count = Number(text.slice(0, -1));
  return unit !== undefined && count > 0 && count <= MOST[unit];
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
