import { z } from 'zod';
import { JsonObject } from './json.ts';
import { Layout } from './layout.ts';

export const Risk = z.enum(['low', 'medium', 'high']);
export type Risk = z.infer<typeof Risk>;

export const Visibility = z.enum(['user', 'developer']);
export type Visibility = z.infer<typeof Visibility>;

/** One version of an action, as the registry shows it. `cost` is null where it depends on the inputs. */
export const ActionSummary = z.strictObject({
  actionId: z.string(),
  version: z.int(),
  title: z.string(),
  description: z.string(),
  examples: z.array(z.string()),
  targets: z.array(z.string()),
  risk: Risk,
  cost: z.number().nullable(),
  confirmation: z.boolean(),
  visibility: Visibility,
  inputSchema: JsonObject,
  preconditions: z.array(z.strictObject({ id: z.string(), description: z.string() })),
  /** The secrets of the project that its effects need, by name. */
  secrets: z.array(z.string()),
});
export type ActionSummary = z.infer<typeof ActionSummary>;

export const ComponentSummary = z.strictObject({
  componentId: z.string(),
  title: z.string(),
  stateSchema: JsonObject,
  initialState: JsonObject,
  invariants: z.array(z.strictObject({ id: z.string(), description: z.string() })),
});
export type ComponentSummary = z.infer<typeof ComponentSummary>;

/** What can happen in a project, as far as the caller may see it. */
export const RegistryView = z.strictObject({
  components: z.array(ComponentSummary),
  actions: z.array(ActionSummary),
  layouts: z.array(Layout),
});
export type RegistryView = z.infer<typeof RegistryView>;
