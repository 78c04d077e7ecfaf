import { z } from 'zod';
import type { JsonObject } from '../contract/json.ts';

/** A jsonb column that holds an object: Postgres has kept it as JSON, so its parts need no second look, however many there are. */
export const JsonObjectColumn = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value), 'expected a JSON object');
