import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createEnvelope, type SealedSecret } from '../../platform/envelope.ts';
import type { KeyRing, MasterKey } from '../../platform/key-ring.ts';
import { createSeal, SealError } from '../../platform/seal.ts';

const masterKey = (id: string): MasterKey => ({ id, key: randomBytes(32) });
const envelopeOf = (...ring: KeyRing) => createEnvelope(createSeal(ring));

const [old, fresh] = [masterKey('old'), masterKey('new')];
const place = { projectId: 'p1', name: 'plant_api' };
const VALUE = 'kühl und geheim';

/** The same bytes with one bit of the byte at a place turned. */
function turned(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

describe('createEnvelope', () => {
  const envelope = envelopeOf(old);
  const sealed = envelope.seal(place, VALUE);

  it('when a secret is sealed, then it opens in its place, and nothing of it is to be seen', () => {
    expect(envelope.open(place, sealed)).toBe(VALUE);
    for (const part of [sealed.sealedKey, sealed.sealedValue]) expect(Buffer.from(part).includes('geheim')).toBe(false);
  });

  it('when one value is sealed twice, then no part of it is the same', () => {
    const again = envelope.seal(place, VALUE);
    expect(again.sealedValue).not.toEqual(sealed.sealedValue);
    expect(again.sealedKey).not.toEqual(sealed.sealedKey);
  });

  it.each<[string, { projectId: string; name: string }, SealedSecret]>([
    ['its row is moved to another project', { ...place, projectId: 'p2' }, sealed],
    ['its row gets another name', { ...place, name: 'other_api' }, sealed],
    ['quotes try to move a part of the project into the name', { projectId: 'p1","plant_api', name: '' }, sealed],
    ['a byte of the value is changed', place, { ...sealed, sealedValue: turned(sealed.sealedValue, sealed.sealedValue.length - 1) }],
    ['a byte of the nonce is changed', place, { ...sealed, sealedValue: turned(sealed.sealedValue, 0) }],
    ['a byte of the key is changed', place, { ...sealed, sealedKey: turned(sealed.sealedKey, sealed.sealedKey.length - 1) }],
    ['the key is that of another value', place, { ...sealed, sealedKey: envelope.seal(place, VALUE).sealedKey }],
    ['the value is cut', place, { ...sealed, sealedValue: sealed.sealedValue.slice(0, 20) }],
    ['there is nothing', place, { sealedKey: new Uint8Array(), sealedValue: new Uint8Array() }],
  ])('when %s, then it does not open', (_when, where, what) => {
    expect(() => envelope.open(where, what)).toThrow(SealError);
  });

  it('when the master key is another one, then it does not open', () => {
    expect(() => envelopeOf(fresh).open(place, sealed)).toThrow(SealError);
    expect(() => envelopeOf({ ...fresh, id: old.id }).open(place, sealed)).toThrow(SealError);
  });

  it('when its key is sealed anew, then the new master key alone opens it, and the value stays as it was', () => {
    const ring = createSeal([fresh, old]);
    const sealedKey = ring.seal('secret-key', ring.open('secret-key', sealed.sealedKey));
    expect(envelopeOf(fresh).open(place, { ...sealed, sealedKey })).toBe(VALUE);
    expect(() => envelope.open(place, { ...sealed, sealedKey })).toThrow(SealError);
  });
});
