import type { Payload, PayloadCodec } from '@temporalio/common';
import type { Seal } from './seal.ts';

const PURPOSE = 'temporal-payload';
const ENCODING = 'binary/encrypted';

/** Encrypts every payload that workflow history holds; a payload that is not encrypted is read as it is. */
export const createCodec = (seal: Seal): PayloadCodec => ({
  encode: async (payloads) => payloads.map((payload) => encode(seal, payload)),
  decode: async (payloads) => payloads.map((payload) => decode(seal, payload)),
});

function encode(seal: Seal, payload: Payload): Payload {
  const metadata = Object.entries(payload.metadata ?? {}).map(([name, value]) => [name, base64(value)]);
  const text = JSON.stringify({ metadata, data: payload.data ? base64(payload.data) : null });
  return {
    metadata: { encoding: Buffer.from(ENCODING), 'encryption-key-id': Buffer.from(seal.keyId) },
    data: seal.seal(PURPOSE, text),
  };
}

function decode(seal: Seal, payload: Payload): Payload {
  const encoding = payload.metadata?.['encoding'];
  if (!encoding || Buffer.from(encoding).toString('utf8') !== ENCODING || !payload.data) return payload;
  const { metadata, data }: { metadata: [string, string][]; data: string | null } = JSON.parse(seal.open(PURPOSE, payload.data).toString('utf8'));
  return {
    metadata: Object.fromEntries(metadata.map(([name, value]) => [name, Buffer.from(value, 'base64')])),
    data: data === null ? null : Buffer.from(data, 'base64'),
  };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
