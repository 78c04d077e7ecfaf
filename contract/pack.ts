import { z } from 'zod';
import { Json, JsonObject } from './json.ts';
import { Widget } from './layout.ts';
import { Risk, Visibility } from './registry.ts';
import { SecretName } from './secret.ts';

const Id = z.string().max(200).regex(/^[a-z0-9_]+(\.[a-z0-9_]+)*$/, 'expected lower-case words joined by dots');
const Title = z.string().min(1).max(200);

/** A JsonLogic expression, or a constant; compiled and checked when the pack is loaded. */
const Expression: z.ZodType<Json> = Json;

/** A named condition: an invariant over `state`, or a precondition over `state` and `inputs`. */
export const PackCheck = z.strictObject({
  id: z.string().min(1).max(100),
  description: z.string().min(1).max(500),
  check: Expression,
});
export type PackCheck = z.infer<typeof PackCheck>;

/** One change of state: the first segment of `path` is the component; an integer is a list index, `-` appends. */
export const PackChange = z.union([
  z.strictObject({ path: z.array(z.union([z.string(), z.int().min(0)])).min(2).max(32), value: Expression }),
  z.strictObject({ path: z.array(z.union([z.string(), z.int().min(0)])).min(2).max(32), remove: z.literal(true) }),
]);
export type PackChange = z.infer<typeof PackChange>;

/** An HTTP request that leaves after the commit; its strings are templates over `inputs`. */
export const PackEffect = z.strictObject({
  kind: z.literal('http'),
  request: z.strictObject({
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
    url: z.string().min(1).max(2_000),
    headers: z.record(z.string(), z.string()).optional(),
    json: Json.optional(),
  }),
  /** The secret of the project that signs the request in. */
  secret: SecretName.optional(),
});
export type PackEffect = z.infer<typeof PackEffect>;

export const PackComponent = z.strictObject({
  id: Id,
  title: Title,
  stateSchema: JsonObject,
  initialState: JsonObject,
  invariants: z.array(PackCheck).max(100).default([]),
});
export type PackComponent = z.infer<typeof PackComponent>;

export const PackAction = z.strictObject({
  id: Id,
  version: z.int().min(1).max(999_999_999).default(1),
  title: Title,
  description: z.string().max(2_000).default(''),
  examples: z.array(z.string().min(1).max(500)).max(50).default([]),
  targets: z.array(Id).min(1).max(50),
  inputSchema: JsonObject,
  risk: Risk,
  confirmation: z.boolean().optional(),
  visibility: Visibility.default('user'),
  cost: Expression.default(0),
  preconditions: z.array(PackCheck).max(100).default([]),
  changes: z.array(PackChange).max(200).default([]),
  effects: z.array(PackEffect).max(20).default([]),
});
export type PackAction = z.infer<typeof PackAction>;

/** A pack: components and actions as data. */
export const Pack = z.strictObject({
  pack: Id,
  components: z.array(PackComponent).max(500).default([]),
  actions: z.array(PackAction).max(2_000).default([]),
  layouts: z.array(z.strictObject({ id: Id, title: Title, root: Widget })).max(100).default([]),
});
export type Pack = z.infer<typeof Pack>;
