import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

export const SignInLink = defineEntity({
  name: 'SignInLink',
  tableName: 'sign_in_link',
  properties: {
    tokenHash: p.string().columnType('text').primary(),
    userId: p.string().columnType('text'),
    expiresAt: p.datetime(3),
    usedAt: p.datetime(3).nullable(),
  },
});
export type SignInLink = InferEntity<typeof SignInLink>;
