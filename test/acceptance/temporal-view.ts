import type { WorkflowExecutionDescription } from '@temporalio/client';
import { createCodec } from '../../platform/codec.ts';
import { parseKeyRing } from '../../platform/key-ring.ts';
import { createSeal } from '../../platform/seal.ts';
import { closeTemporal, connectTemporal, type Temporal } from '../../temporal/connect.ts';
import type { HouseFacts } from '../support/house.ts';
import { services } from '../support/services.ts';

/** What an operator sees in the Temporal of a house: with its keys, and without them. */
export type TemporalView = {
  temporal: Temporal;
  describe: (workflowId: string) => Promise<WorkflowExecutionDescription>;
  /** The same once the workflow has ended: a caller is answered at the commit, so it may end a moment later. */
  ended: (workflowId: string) => Promise<WorkflowExecutionDescription>;
  /** The history as it is stored, with every byte shown as text. */
  rawHistory: (workflowId: string) => Promise<{ text: string; payloads: StoredPayload[] }>;
  /** Workflow ids by a visibility query. */
  list: (query: string) => Promise<string[]>;
  close: () => Promise<void>;
};

/** A payload in the JSON form of Temporal's codec protocol. */
export type StoredPayload = { metadata: Record<string, string>; data: string };

const MAX_LISTED = 200;
const LAST_RETRY_MS = 7_000;

export function openTemporal({ namespace, secretKeys }: Pick<HouseFacts, 'namespace' | 'secretKeys'>): TemporalView {
  const ring = parseKeyRing(secretKeys);
  if (!ring) throw new Error('the house has no keys');
  const options = { address: services().temporalAddress, namespace, taskQueue: 'gatehouse', apiKey: null, tls: null };
  const temporal = connectTemporal({ ...options, dataConverter: { payloadCodecs: [createCodec(createSeal(ring))] } });
  const { client } = temporal;
  return {
    temporal,
    describe: (workflowId) => client.workflow.getHandle(workflowId).describe(),
    ended: async (workflowId) => {
      const handle = client.workflow.getHandle(workflowId);
      await handle.result();
      return handle.describe();
    },
    rawHistory: async (workflowId) => {
      const { history } = await client.workflowService.getWorkflowExecutionHistory({ namespace, execution: { workflowId } });
      const payloads: StoredPayload[] = [];
      const text = readable(history, payloads);
      return { text, payloads };
    },
    list: async (query) => {
      const ids: string[] = [];
      for await (const { workflowId } of client.workflow.list({ query, pageSize: MAX_LISTED })) ids.push(workflowId);
      return ids;
    },
    close: () => closeTemporal(temporal, LAST_RETRY_MS),
  };
}

/** Everything inside a message as text; payloads are collected on the way. */
function readable(value: unknown, payloads: StoredPayload[]): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (Array.isArray(value)) return value.map((item) => readable(item, payloads)).join(' ');
  if (typeof value !== 'object' || value === null) return String(value);
  const { metadata, data } = value as { metadata?: Record<string, unknown>; data?: unknown };
  if (data instanceof Uint8Array && metadata) {
    const encoded = Object.entries(metadata).map(([name, bytes]) => [name, Buffer.from(bytes as Uint8Array).toString('base64')]);
    payloads.push({ metadata: Object.fromEntries(encoded), data: Buffer.from(data).toString('base64') });
  }
  return Object.entries(value).map(([name, item]) => `${name}=${readable(item, payloads)}`).join(' ');
}
