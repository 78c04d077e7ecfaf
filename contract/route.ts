import { z } from 'zod';

/**
 * Who may call a route: `anyone`; `user`, who is signed in; `system-admin`; or a member of the project with at least
 * that role. `member` is any member: the gates judge what he asks, so that a 'no' is recorded. A system admin also
 * passes `viewer`, and `admin` where the route says `systemAdmin`.
 */
export type Access = 'anyone' | 'user' | 'system-admin' | 'viewer' | 'operator' | 'admin' | 'member';

/** One endpoint: what validates a call, what it answers, and who may make it. Paths stand below `/api/v1`. */
export type Route = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  access: Access;
  systemAdmin?: true;
  /** Which access tokens may not make the call: those that are limited in `any` way, or those limited to `actions`. */
  forbidsScopes?: 'any' | 'actions';
  /** One line for the reference: what a call does. */
  summary?: string;
  status?: 201 | 202;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  data: z.ZodType;
};

/** The path parameter of everything below a project. */
export const project = { projectId: z.string() };

/** The query of a list, newest first. */
export const page = { limit: z.coerce.number().int().min(1).max(200).default(50), cursor: z.string().max(200).optional() };

export const listOf = <T extends z.ZodType>(item: T) => z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });

/** What a call to a route carries once it is validated, and what it answers. */
export type ParamsOf<R extends Route> = OutputOf<R, 'params'>;
export type QueryOf<R extends Route> = OutputOf<R, 'query'>;
export type BodyOf<R extends Route> = OutputOf<R, 'body'>;
export type DataOf<R extends Route> = OutputOf<R, 'data'>;

type OutputOf<R extends Route, Part extends keyof Route> = R extends { [Name in Part]: infer Schema extends z.ZodType } ? z.output<Schema> : undefined;

/** Where and how a value broke a schema, as the schema tells it. */
export type SchemaIssue = z.core.$ZodIssue;
