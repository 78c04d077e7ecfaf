import type { JsonObject } from '../../contract/json.ts';
import type { Route } from '../../contract/route.ts';
import type { RouteName } from '../../contract/routes.ts';
import type { Components } from './components.ts';
import { parametersOf } from './parameters-of.ts';
import { responsesOf } from './responses-of.ts';
import { tagOf } from './tag-of.ts';

/** One route of the contract as an operation of the document. */
export function operation(name: string, route: Route, components: Components): JsonObject {
  const parameters = parametersOf(name, route, components);
  return {
    operationId: name,
    summary: route.summary ?? inWords(name),
    description: `For ${WHO[route.access]}${route.systemAdmin ? ', and system admins' : ''}.${LIMITS[route.forbidsScopes ?? 'none']}`,
    tags: [tagOf(route.path)],
    security: securityOf(route),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body ? { requestBody: bodyOf(name, components.input(route.body)) } : {}),
    responses: responsesOf(name, route, components),
  };
}

/** A session needs its CSRF token wherever something changes; an access token stands alone. */
function securityOf({ access, method }: Route): JsonObject[] {
  if (access === 'anyone') return [];
  return [{ bearer: [] }, method === 'get' ? { session: [] } : { session: [], csrf: [] }];
}

function bodyOf(name: string, schema: JsonObject): JsonObject {
  const content: JsonObject = { 'application/json': { schema }, ...(TAKES_YAML.includes(name) ? { 'application/yaml': { schema } } : {}) };
  return { required: true, content };
}

/** What people write by hand they may send as they have written it. */
const TAKES_YAML: readonly string[] = ['putPolicy', 'validatePolicy', 'putPolicyTemplate'] satisfies RouteName[];

const inWords = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/^[a-z]/, (letter) => letter.toUpperCase());

const LIMITS = {
  any: ' Not with a limited access token.',
  actions: ' Not with an access token that is limited to actions.',
  none: '',
} as const satisfies Record<NonNullable<Route['forbidsScopes']> | 'none', string>;

const WHO = {
  anyone: 'anyone',
  user: 'whoever is signed in',
  'system-admin': 'system admins',
  viewer: 'every member of the project, and system admins',
  member: 'every member of the project; the gates judge the role, and a no is recorded',
  operator: 'operators and admins of the project',
  admin: 'admins of the project',
} as const satisfies Record<Route['access'], string>;
