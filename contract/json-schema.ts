import { z } from 'zod';
import { PolicyVersion, Policy } from './policy.ts';
import { Execution, SimulatedExecution } from './execution.ts';
import type { JsonObject } from './json.ts';
import { Json } from './json.ts';
import { Widget } from './layout.ts';
import { Plan, PlanPreview } from './plan.ts';
import { ProblemBody } from './problem.ts';
import { Member, Project } from './project.ts';
import { RegistryView } from './registry.ts';
import { Snapshot } from './snapshot.ts';
import { AccessToken } from './token.ts';
import { ChatSession, Turn } from './turn.ts';
import { Me, RegisteredUser } from './user.ts';

const NAMED = { Json, Widget, Execution, SimulatedExecution, Plan, PlanPreview, ProblemBody, Project, Member, Policy, PolicyVersion, RegistryView, Snapshot, AccessToken, ChatSession, Turn, Me, RegisteredUser } as const;

/** A schema for readers outside, with what it refers to by name. */
export type DescribedSchema = { schema: JsonObject; definitions: Record<string, JsonObject> };

/** What a schema accepts, as JSON Schema of draft 2020-12, with the names of what it holds. */
export const describeInput = (schema: z.ZodType): DescribedSchema => describe(schema, 'input');

/** What a schema gives, as JSON Schema of draft 2020-12, with the names of what it holds. */
export const describeOutput = (schema: z.ZodType): DescribedSchema => describe(schema, 'output');

function describe(schema: z.ZodType, io: 'input' | 'output'): DescribedSchema {
  const { $schema: _, $defs: definitions = {}, ...described } = AnySchema.parse(z.toJSONSchema(schema, { io, metadata: namesFor(io), target: 'draft-2020-12' }));
  return { schema: described, definitions };
}

const AnySchema = z.object({ $schema: z.string(), $defs: z.record(z.string(), z.record(z.string(), z.json())).optional() }).catchall(z.json());

/** What is sent may leave out what has a default, so the names of answers stand for answers alone. */
function namesFor(io: 'input' | 'output') {
  const names = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED)) {
    if (io === 'output' || id === 'Json') names.add(schema, { id });
  }
  return names;
}
