import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

export const Membership = defineEntity({
  name: 'Membership',
  tableName: 'membership',
  properties: {
    projectId: p.string().columnType('text').primary(),
    userId: p.string().columnType('text').primary(),
    role: p.string().columnType('text'),
    createdAt: p.datetime(3),
  },
});
export type Membership = InferEntity<typeof Membership>;
