import { describe, expect, it } from '@jest/globals';
import { constantTimeEqual, sha256Hex } from '../../platform/digest.ts';
import { mintId, mintSecret } from '../../platform/ids.ts';

describe('mintId', () => {
  it('when many are minted, then each is a UUIDv7 and sorts after the one before', () => {
    const ids = Array.from({ length: 20_000 }, mintId);
    expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true);
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('when a secret is minted, then it is 256 bits in URL-safe text', () => {
    expect(mintSecret()).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(mintSecret()).not.toBe(mintSecret());
  });
});

describe('digest', () => {
  it('when a text is hashed, then it is the SHA-256 of its UTF-8', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256Hex(new TextEncoder().encode('abc'))).toBe(sha256Hex('abc'));
  });

  it.each([
    ['abc', 'abc', true],
    ['abc', 'abd', false],
    ['abc', 'abcd', false],
    ['', '', true],
  ])('when %j is compared with %j, then it is %s', (left, right, equal) => {
    expect(constantTimeEqual(left, right)).toBe(equal);
  });
});
