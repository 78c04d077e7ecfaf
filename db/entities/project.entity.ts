import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

export const ProjectRow = defineEntity({
  name: 'ProjectRow',
  tableName: 'project',
  properties: {
    projectId: p.string().columnType('text').primary(),
    name: p.string().columnType('text'),
    createdBy: p.string().columnType('text'),
    createdAt: p.datetime(3),
    templateName: p.string().columnType('text').nullable(),
    templateVersion: p.integer().nullable(),
  },
});
export type ProjectRow = InferEntity<typeof ProjectRow>;
