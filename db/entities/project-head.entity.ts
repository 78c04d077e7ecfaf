import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

/** The one row of a project that every commit locks: its lifecycle, its policy in force, and where its counters stand. */
export const ProjectHead = defineEntity({
  name: 'ProjectHead',
  tableName: 'project_head',
  properties: {
    projectId: p.string().columnType('text').primary(),
    status: p.string().columnType('text'),
    policyVersion: p.integer(),
    version: p.bigint('number').default(0),
    at: p.datetime(3),
    chainSeq: p.bigint('number').default(0),
    chainHash: p.string().columnType('text').default(''),
    eventSeq: p.bigint('number').default(0),
    rateSeq: p.bigint('number').default(0),
    ledgerSeq: p.bigint('number').default(0),
    spentTotal: p.double().default(0),
    successTotal: p.bigint('number').default(0),
    isBroken: p.boolean().default(false),
    prunedVersion: p.bigint('number').default(0),
    prunedEventSeq: p.bigint('number').default(0),
  },
});
export type ProjectHead = InferEntity<typeof ProjectHead>;
