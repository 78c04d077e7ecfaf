import { z } from 'zod';
import { Instant, Json } from './json.ts';

/** The longest value of one fact, in bytes of its JSON text. */
export const MAX_FACT_BYTES = 8_192;

/** How many facts one person keeps in one project. */
export const MAX_FACTS = 200;

/** What a fact is called: what `memory.remember` takes, and the last segment of its path. */
export const FactKey = z.string().regex(/^(?=.{1,100}$)[A-Za-z0-9_.-]*[A-Za-z0-9_-][A-Za-z0-9_.-]*$/, 'expected 1 to 100 letters, digits, or _ . -, and not dots alone');

/** Something that one person has the agent remember in one project; nobody else ever sees it. */
export const Fact = z.strictObject({ key: FactKey, value: Json, updatedAt: Instant });
export type Fact = z.infer<typeof Fact>;

/** What replaces the value of a fact. */
export const NewFact = z.strictObject({ value: Json });
