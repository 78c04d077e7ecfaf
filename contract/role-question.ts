import { z } from 'zod';
import { Claims } from './claims.ts';
import { Policy } from './policy.ts';
import { Role } from './project.ts';

const Text = z.string().max(254);

/** Who somebody is, as far as a role mapping may ask: a person of the project, or somebody who is only supposed. */
export const AskedPerson = z.union([z.strictObject({ userId: z.string().min(1).max(64) }), z.strictObject({ email: Text.optional(), name: Text.optional(), organization: Text.optional(), claims: Claims.optional() })]);
export type AskedPerson = z.infer<typeof AskedPerson>;

/** Which role a person would have under a policy; without one, under that of the project. */
export const RoleQuestion = z.strictObject({ policy: Policy.optional(), person: AskedPerson });
export type RoleQuestion = z.infer<typeof RoleQuestion>;

/**
 * The role and where it comes from: a membership goes before every mapping, and of these the first that matches gives it
 * (`mapping` is its place in the policy). A mapping with an `error` gives nothing.
 */
export const RoleAnswer = z.strictObject({
  role: Role.nullable(),
  by: z.enum(['membership', 'mapping']).nullable(),
  mapping: z.int().nullable(),
  results: z.array(z.strictObject({ index: z.int(), role: Role, matched: z.boolean(), error: z.string().nullable() })),
});
export type RoleAnswer = z.infer<typeof RoleAnswer>;
