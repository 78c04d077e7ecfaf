import { z } from 'zod';
import { Instant } from './json.ts';

/** What a member may do: a viewer reads, an operator runs up to medium risk, an admin everything in the project. */
export const Role = z.enum(['viewer', 'operator', 'admin']);
export type Role = z.infer<typeof Role>;

export const ProjectStatus = z.enum(['active', 'locked', 'archived']);
export type ProjectStatus = z.infer<typeof ProjectStatus>;

/** Which version of which policy template a project began with; later versions do not touch it. */
export const TemplateOrigin = z.strictObject({ name: z.string(), version: z.int() });
export type TemplateOrigin = z.infer<typeof TemplateOrigin>;

/** A project as one caller sees it; `role` is the caller's own, null for a system admin who is no member. `template` is null where the project is older than versions of templates. */
export const Project = z.strictObject({
  projectId: z.string(),
  name: z.string(),
  status: ProjectStatus,
  version: z.int(),
  role: Role.nullable(),
  template: TemplateOrigin.nullable(),
  createdAt: Instant,
});
export type Project = z.infer<typeof Project>;

/** A project to be opened; its policy is that of the template, `default` where none is named. */
export const NewProject = z.strictObject({ name: z.string().trim().min(1).max(100), template: z.string().max(64).optional() });
export type NewProject = z.infer<typeof NewProject>;

export const Member = z.strictObject({
  userId: z.string(),
  username: z.string(),
  name: z.string().nullable(),
  role: Role,
  createdAt: Instant,
});
export type Member = z.infer<typeof Member>;

/** Somebody to be made a member, named exactly: by user name, or by e-mail address, which may be a user name too. */
export const NewMember = z
  .strictObject({ username: z.string().min(1).max(254).optional(), email: z.string().min(1).max(254).optional(), role: Role })
  .refine(({ username, email }) => (username === undefined) !== (email === undefined), 'expected a username or an email, and not both');
export type NewMember = z.infer<typeof NewMember>;

/** What was spent of a project's limits today. `limit`, `remaining` and `resetsAt` are null where there is no limit. */
export const Budget = z.strictObject({
  daily: z.strictObject({
    limit: z.number().nullable(),
    spent: z.number(),
    reserved: z.number(),
    remaining: z.number().nullable(),
    resetsAt: Instant,
  }),
  actions: z.record(z.string(), z.strictObject({ limit: z.number(), spent: z.number() })),
  quota: z.strictObject({ limit: z.int().nullable(), used: z.int() }),
  rate: z.strictObject({ perMinute: z.int().nullable(), perHour: z.int().nullable() }),
});
export type Budget = z.infer<typeof Budget>;

/** Why a project is stopped at once; it stands in the log and in what was cancelled. */
export const ProjectStop = z.strictObject({ reason: z.string().trim().min(1).max(500) });
export type ProjectStop = z.infer<typeof ProjectStop>;

/** A stopped project, and how much of each kind the stop has cancelled. */
export const StoppedProject = z.strictObject({ project: Project, cancelled: z.strictObject({ turns: z.int(), plans: z.int(), intents: z.int(), approvals: z.int() }) });
export type StoppedProject = z.infer<typeof StoppedProject>;
