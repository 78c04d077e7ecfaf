import { describe, expect, it } from '@jest/globals';
import { ApplicationFailure, defaultPayloadConverter, toPayloads, type Payload } from '@temporalio/common';
import { createCodec } from '../../platform/codec.ts';
import { createDataConverter } from '../../platform/data-converter.ts';
import { failureConverter } from '../../platform/failure-converter.ts';
import { createSeal } from '../../platform/seal.ts';

const codec = createCodec(createSeal([{ id: 'k1', key: Buffer.alloc(32, 1) }]));

describe('createCodec', () => {
  it('when payloads are encoded, then only their key id can be read, and decoding gives them back', async () => {
    const payloads = toPayloads(defaultPayloadConverter, { secret: 'words' }, undefined, new Uint8Array([1, 2])) ?? [];
    const encoded = await codec.encode(payloads);
    expect(encoded.map(textOf).join()).not.toContain('words');
    expect(encoded.map(({ metadata }) => Buffer.from(metadata?.['encoding'] ?? []).toString())).toEqual(Array(3).fill('binary/encrypted'));
    expect(encoded.map(({ metadata }) => Buffer.from(metadata?.['encryption-key-id'] ?? []).toString())).toEqual(Array(3).fill('k1'));
    const decoded = await codec.decode(encoded);
    expect(decoded.map((payload) => defaultPayloadConverter.fromPayload(payload))).toEqual([{ secret: 'words' }, undefined, new Uint8Array([1, 2])]);
  });

  it('when a payload is not encrypted, then it is read as it is', async () => {
    const plain = defaultPayloadConverter.toPayload('plain');
    expect(await codec.decode([plain])).toEqual([plain]);
  });

  it('when a payload was encrypted with another key, then decoding fails', async () => {
    const other = createCodec(createSeal([{ id: 'k1', key: Buffer.alloc(32, 2) }]));
    await expect(other.decode(await codec.encode([defaultPayloadConverter.toPayload('x')]))).rejects.toThrow(/does not open/);
  });
});

describe('failureConverter', () => {
  it('when a failure is converted, then its message is in a payload and not in the clear', () => {
    const failure = failureConverter.errorToFailure(ApplicationFailure.nonRetryable('a secret sentence', 'invalid_intent'), defaultPayloadConverter);
    expect(failure.message).toBe('Encoded failure');
    expect(failureConverter.failureToError(failure, defaultPayloadConverter).message).toBe('a secret sentence');
  });

  it('when the data converter is made, then it names the module of the failure converter', () => {
    const { failureConverterPath, payloadCodecs } = createDataConverter(createSeal([{ id: 'k1', key: Buffer.alloc(32, 1) }]));
    expect(failureConverterPath).toMatch(/platform\/failure-converter\.ts$/);
    expect(payloadCodecs).toHaveLength(1);
  });
});

const textOf = ({ data }: Payload): string => Buffer.from(data ?? []).toString('latin1');
