import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

export const PolicyVersionRow = defineEntity({
  name: 'PolicyVersionRow',
  tableName: 'policy_version',
  properties: {
    projectId: p.string().columnType('text').primary(),
    version: p.integer().primary(),
    policy: p.json(),
    note: p.string().columnType('text').nullable(),
    createdBy: p.string().columnType('text'),
    createdAt: p.datetime(3),
  },
});
export type PolicyVersionRow = InferEntity<typeof PolicyVersionRow>;
