import { JsonObject, type Json } from '../../contract/json.ts';
import type { Route } from '../../contract/route.ts';
import type { Components } from './components.ts';
import { CONDITIONAL } from './conditional.ts';

/** The path, query and header parameters of a route. */
export const parametersOf = (name: string, route: Route, { input }: Components): JsonObject[] => [
  ...(route.params ? inPlace('path', input(route.params)) : []),
  ...(route.query ? inPlace('query', input(route.query)) : []),
  ...headersOf(name, route),
];

function inPlace(place: 'path' | 'query', { properties, required }: JsonObject): JsonObject[] {
  const names: readonly Json[] = Array.isArray(required) ? required : [];
  return Object.entries(JsonObject.parse(properties ?? {})).map(([name, schema]) => ({ name, in: place, required: place === 'path' || names.includes(name), schema }));
}

function headersOf(name: string, { method, access }: Route): JsonObject[] {
  return [
    ...(method === 'post' && access !== 'anyone' ? [header('Idempotency-Key', 'Names the call: its repeat within 24 hours gets the first answer again.', '^[\\x21-\\x7e]{1,255}$')] : []),
    ...(CONDITIONAL[name] === 'if-match' ? [header('If-Match', 'The version, in quotes, that this call builds on.', '^"(0|[1-9][0-9]{0,14})"$')] : []),
    ...(CONDITIONAL[name] === 'if-none-match' ? [header('If-None-Match', 'The version, in quotes, that the caller has already.', '^"(0|[1-9][0-9]{0,14})"$')] : []),
    ...(name === 'streamEvents' ? [header('Last-Event-ID', 'The last event that the caller has, 0 for all; without it, from now on.', '^[0-9]{1,15}$')] : []),
  ];
}

const header = (name: string, description: string, pattern: string): JsonObject => ({ name, in: 'header', required: false, description, schema: { type: 'string', pattern } });
