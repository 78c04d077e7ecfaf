import type { JsonObject } from '../../contract/json.ts';
import { ProblemBody } from '../../contract/problem.ts';
import type { Route } from '../../contract/route.ts';
import { routes } from '../../contract/routes.ts';
import { CSRF_HEADER } from '../auth/csrf.ts';
import { HOST_COOKIE, SESSION_COOKIE } from '../auth/session-cookie.ts';
import { createComponents, type Components } from './components.ts';
import { operation } from './operation.ts';
import { outsidePaths } from './outside-paths.ts';

const PREFIX = '/api/v1';

/** The whole API as an OpenAPI 3.1 document, made from the schemas that validate it. */
export function openApiDocument(version: string): JsonObject {
  const components = createComponents();
  components.output(ProblemBody);
  const paths = { ...routePaths(components), ...outsidePaths(components) };
  return {
    openapi: '3.1.0',
    info: { title: 'Gatehouse', version, description: DESCRIPTION, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    paths,
    components: { schemas: components.named, securitySchemes },
  };
}

function routePaths(components: Components): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const [name, route] of Object.entries<Route>(routes)) {
    const path = `${PREFIX}${route.path.replace(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [route.method]: operation(name, route, components) };
  }
  return paths;
}

const securitySchemes: JsonObject = {
  bearer: { type: 'http', scheme: 'bearer', description: 'An access token from POST /api/v1/tokens. It needs no CSRF header, and decides alone where a cookie comes with it.' },
  session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE, description: `The session that signing in opens. Where the page is not on loopback, its name is ${HOST_COOKIE}.` },
  csrf: { type: 'apiKey', in: 'header', name: CSRF_HEADER, description: 'The token from /api/v1/auth/me, for a call by session that changes something.' },
};

const DESCRIPTION = [
  'Every success is `{"code": 0, "message": "success", "data": …}`, every error a problem document (RFC 9457) in the same envelope.',
  'What the policy refuses is not an error: it is 200 with `data.status` `rejected`, `failed` or `pending_approval`.',
  'Lists are newest first; `nextCursor` of one page is the `cursor` of the next.',
].join('\n\n');
