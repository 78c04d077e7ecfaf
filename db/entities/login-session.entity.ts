import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

export const LoginSession = defineEntity({
  name: 'LoginSession',
  tableName: 'login_session',
  properties: {
    sessionHash: p.string().columnType('text').primary(),
    userId: p.string().columnType('text'),
    csrfToken: p.string().columnType('text').hidden(),
    sessionId: p.string().columnType('text'),
    method: p.string().columnType('text'),
    userAgent: p.string().columnType('text').nullable(),
    address: p.string().columnType('text').nullable(),
    sealedIdToken: p.blob().columnType('bytea').nullable().hidden(),
    createdAt: p.datetime(3),
    lastSeenAt: p.datetime(3),
    expiresAt: p.datetime(3),
  },
});
export type LoginSession = InferEntity<typeof LoginSession>;
