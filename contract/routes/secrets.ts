import { z } from 'zod';
import { listOf, page, project, type Route } from '../route.ts';
import { MissingSecret, NewSecret, Secret, SecretRotation } from '../secret.ts';

const secret = z.object({ ...project, secretId: z.string() });

/** What a project keeps secret. */
export const secretsRoutes = {
  listSecrets: { method: 'get', path: '/projects/:projectId/secrets', summary: 'List the secrets of a project without their values, newest first, and those that actions name and the project lacks', access: 'admin', params: z.object(project), query: z.object(page), data: listOf(Secret).extend({ missing: z.array(MissingSecret) }) },
  postSecret: { method: 'post', path: '/projects/:projectId/secrets', summary: 'Keep a secret; its value is never shown again', access: 'admin', status: 201, params: z.object(project), body: NewSecret, data: Secret },
  getSecret: { method: 'get', path: '/projects/:projectId/secrets/:secretId', summary: 'Read one secret without its value', access: 'admin', params: secret, data: Secret },
  rotateSecret: { method: 'post', path: '/projects/:projectId/secrets/:secretId/rotate', summary: 'Replace the value of a secret; the one before may stay in force for a while', access: 'admin', params: secret, body: SecretRotation, data: Secret },
  deleteSecret: { method: 'delete', path: '/projects/:projectId/secrets/:secretId', summary: 'Delete a secret; one that an action names only with confirmed=true', access: 'admin', params: secret, query: z.object({ confirmed: z.stringbool({ truthy: ['true'], falsy: ['false'], case: 'sensitive' }).default(false) }), data: z.null() },
} as const satisfies Record<string, Route>;
