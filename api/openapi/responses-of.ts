import type { JsonObject } from '../../contract/json.ts';
import { MEDIA_TYPES } from '../../contract/media.ts';
import type { ProblemCode } from '../../contract/problem.ts';
import type { Route } from '../../contract/route.ts';
import { problemTable } from '../problems.ts';
import type { Components } from './components.ts';
import { CONDITIONAL } from './conditional.ts';
import { problemsOf } from './problems-of.ts';

/** Every status that a route can answer, with what then stands in the body. */
export function responsesOf(name: string, route: Route, { output }: Components): JsonObject {
  const schema = output(route.data);
  const content = contentOf(name, schema);
  return {
    [String(route.status ?? 200)]: { description: 'What was asked for.', content },
    ...(CONDITIONAL[name] === 'if-none-match' ? { '304': { description: 'The caller has this version already.' } } : {}),
    ...problemResponses(problemsOf(name, route)),
  };
}

/** Everything is in the envelope, but for the stream of events, the lines of an export and the content of an attachment. */
function contentOf(name: string, schema: JsonObject): JsonObject {
  if (name === 'streamEvents') return { 'text/event-stream': { schema: { type: 'string' }, 'x-event': schema } };
  if (name === 'exportAudit') return { 'application/x-ndjson': { schema } };
  if (name === 'getMedia') return Object.fromEntries(Object.keys(MEDIA_TYPES).map((type) => [type, {}]));
  return { 'application/json': { schema: enveloped(schema) } };
}

/** The statuses of these problems, each with the problem document as its body. */
export function problemResponses(codes: readonly ProblemCode[]): JsonObject {
  const statuses = [...new Set(codes.map((code) => problemTable[code].status))].toSorted((left, right) => left - right);
  return Object.fromEntries(statuses.map((status) => [String(status), problemResponse(codes.filter((code) => problemTable[code].status === status))]));
}

function problemResponse(codes: readonly ProblemCode[]): JsonObject {
  const description = codes.map((code) => `\`${code}\`: ${problemTable[code].title}.`).join(' ');
  return { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemBody' } } } };
}

/** The body of every success. */
export const enveloped = (data: JsonObject): JsonObject => ({
  type: 'object',
  required: ['code', 'message', 'data'],
  additionalProperties: false,
  properties: { code: { const: 0 }, message: { type: 'string' }, data },
});
