import { describe, expect, it } from '@jest/globals';
import type { KeyRing } from '../../platform/key-ring.ts';
import { createSeal, SealError } from '../../platform/seal.ts';

const master = (id: string, fill: number) => ({ id, key: Buffer.alloc(32, fill) });
const ring: KeyRing = [master('k1', 1)];
const seal = createSeal(ring);

describe('createSeal', () => {
  it('when something is sealed, then it opens for its purpose, and no two seals are alike', () => {
    const one = seal.seal('note', 'words');
    const two = seal.seal('note', 'words');
    expect(seal.open('note', one).toString('utf8')).toBe('words');
    expect(one.equals(two)).toBe(false);
    expect(one.includes('words')).toBe(false);
  });

  it.each([
    ['another purpose', (sealed: Buffer) => seal.open('letter', sealed)],
    ['another key of the same name', (sealed: Buffer) => createSeal([master('k1', 2)]).open('note', sealed)],
    ['a ring without the key', (sealed: Buffer) => createSeal([master('k2', 1)]).open('note', sealed)],
    ['a changed last byte', (sealed: Buffer) => seal.open('note', flip(sealed, sealed.length - 1))],
    ['a changed header', (sealed: Buffer) => seal.open('note', flip(sealed, 0))],
    ['a cut text', (sealed: Buffer) => seal.open('note', sealed.subarray(0, 10))],
    ['nothing', () => seal.open('note', Buffer.alloc(0))],
  ])('when it meets %s, then it is a SealError', (_when, open) => {
    expect(() => open(seal.seal('note', 'words'))).toThrow(SealError);
  });

  it('when a new key comes first, then it seals and the old one still opens', () => {
    const rotated = createSeal([master('k2', 2), ...ring]);
    expect(rotated.keyId).toBe('k2');
    expect(rotated.open('note', seal.seal('note', 'old')).toString('utf8')).toBe('old');
    expect(() => seal.open('note', rotated.seal('note', 'new'))).toThrow(/No key "k2"/);
    expect(rotated.macWith('k1', 'chain', 'row')).toBe(seal.mac('chain', 'row'));
    expect(rotated.macs('chain', 'row')).toEqual([rotated.mac('chain', 'row'), seal.mac('chain', 'row')]);
  });

  it('when a text is signed, then purpose, key and text each decide the result', () => {
    const macs = [seal.mac('a', 'x'), seal.mac('b', 'x'), seal.mac('a', 'y'), createSeal([master('k1', 2)]).mac('a', 'x')];
    expect(new Set(macs).size).toBe(4);
    expect(macs.every((mac) => /^[0-9a-f]{64}$/.test(mac))).toBe(true);
  });
});

function flip(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
  return copy;
}
