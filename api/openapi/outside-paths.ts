import { CodecPayloads } from '../../contract/codec.ts';
import type { JsonObject } from '../../contract/json.ts';
import type { Components } from './components.ts';
import { enveloped, problemResponses } from './responses-of.ts';

const OBJECT: JsonObject = { type: 'object' };
const json = (schema: JsonObject): JsonObject => ({ 'application/json': { schema } });
const found = (content: JsonObject): JsonObject => ({ '200': { description: 'What was asked for.', content } });
const page: JsonObject = { 'text/html': { schema: { type: 'string' } } };

/** What Gatehouse answers beside the routes of its contract: probes, metrics, the codec of Temporal Web, sign-in links, and the ways to the identity provider and back. */
export const outsidePaths = (components: Components): JsonObject => ({ ...probes(), ...metrics, ...codec(components), ...signInLink(), ...singleSignOn });

function probes(): JsonObject {
  const ready: JsonObject = { ...found(json(enveloped(OBJECT))), '503': { description: '`unavailable`: Not ready, with the checks that failed.', content: { 'application/problem+json': { schema: OBJECT } } } };
  return {
    '/health': { get: { operationId: 'getHealth', summary: 'Say that the process lives', tags: ['operation'], security: [], responses: found(json(enveloped(OBJECT))) } },
    '/ready': { get: { operationId: 'getReady', summary: 'Say whether everything that the process needs is there', tags: ['operation'], security: [], responses: ready } },
  };
}

const metrics: JsonObject = {
  '/metrics': {
    get: {
      operationId: 'getMetrics',
      summary: 'Read the metrics in the format of Prometheus, with METRICS_TOKEN as the bearer token',
      tags: ['operation'],
      security: [{ bearer: [] }],
      responses: { ...found({ 'text/plain': { schema: { type: 'string' } } }), ...problemResponses(['unauthenticated', 'not_found', 'internal']) },
    },
  },
};

function codec({ input, output }: Components): JsonObject {
  const refused = problemResponses([
    ...(['malformed_json', 'payload_too_large', 'unsupported_media_type', 'invalid_request'] as const),
    ...(['unauthenticated', 'forbidden', 'password_change_required', 'too_many_requests', 'internal', 'unavailable'] as const),
  ]);
  return {
    '/codec/decode': {
      post: {
        operationId: 'decodePayloads',
        summary: 'Decrypt payloads for Temporal Web, in its remote codec protocol',
        description: 'For system admins. Not with a limited access token.',
        tags: ['operation'],
        security: [{ bearer: [] }, { session: [], csrf: [] }],
        requestBody: { required: true, content: json(input(CodecPayloads)) },
        responses: { ...found(json(output(CodecPayloads))), ...refused },
      },
    },
  };
}

const parameter = (name: string, description: string): JsonObject => ({ name, in: 'query', required: false, description, schema: { type: 'string' } });

const leg = (operationId: string, summary: string, parameters: JsonObject[], status: string, leadsTo: string): JsonObject => ({
  get: {
    ...{ operationId, summary, tags: ['auth'], security: [], parameters },
    responses: { [status]: { description: leadsTo }, ...problemResponses(['not_found', 'too_many_requests', 'internal', 'unavailable']) },
  },
});

const singleSignOn: JsonObject = {
  '/api/v1/auth/oidc/login': leg('beginSignIn', 'Go to the identity provider to sign in; 404 where there is none', [parameter('returnTo', 'The path of the page to come back to.')], '302', 'To the identity provider.'),
  '/api/v1/auth/oidc/callback': leg('finishSignIn', 'Come back from the identity provider; works once, within ten minutes, in the browser that went', [parameter('state', 'Names the sign-in.'), parameter('code', 'What the provider gave.')], '303', 'Signed in, to the page; or to `/?signInProblem=…`.'),
  '/api/v1/auth/oidc/logout': leg('finishSignOut', 'Go on to the identity provider’s sign-out, right after POST /api/v1/auth/logout', [], '303', 'To the identity provider, or to the page.'),
};

function signInLink(): JsonObject {
  const token: JsonObject = { name: 'token', in: 'path', required: true, schema: { type: 'string' } };
  const gone: JsonObject = { '404': { description: 'The link has ended, or does not come from this computer.', content: { ...page, 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemBody' } } } } };
  const others = problemResponses(['invalid_request', 'too_many_requests', 'internal', 'unavailable']);
  const about: JsonObject = { tags: ['auth'], security: [], parameters: [token] };
  return {
    '/api/v1/auth/link/{token}': {
      get: { operationId: 'showSignInLink', summary: 'Show what a sign-in link is for, and leave it usable', ...about, responses: { ...found(page), ...gone, ...others } },
      post: {
        operationId: 'useSignInLink',
        summary: 'Sign in by a link: once, within ten minutes, on this computer alone',
        ...about,
        responses: { '303': { description: 'Signed in; the page comes next.' }, ...gone, ...others },
      },
    },
  };
}
