import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

export const AppUser = defineEntity({
  name: 'AppUser',
  tableName: 'app_user',
  properties: {
    userId: p.string().columnType('text').primary(),
    username: p.string().columnType('text').unique(),
    email: p.string().columnType('text').nullable().unique(),
    name: p.string().columnType('text').nullable(),
    organization: p.string().columnType('text').nullable(),
    passwordHash: p.string().columnType('text').nullable().hidden(),
    isSystemAdmin: p.boolean(),
    passwordChangeRequired: p.boolean(),
    claims: p.json().nullable(),
    disabledAt: p.datetime(3).nullable(),
    createdAt: p.datetime(3),
  },
});
export type AppUser = InferEntity<typeof AppUser>;
