import { describe, expect, it } from '@jest/globals';
import { sha256Hex } from '../../platform/digest.ts';
import { loadCatalog } from '../../registry/load-catalog.ts';

const rule = (digest: string) => ({ digest, ask: () => true });
const digestWith = (digest: string) => loadCatalog([], sha256Hex, rule(digest)).digest;

describe('a catalog with a rule of the house', () => {
  it('when the rule is another one, or there is none, then so is the digest that api and workers compare', () => {
    expect(new Set([loadCatalog([], sha256Hex).digest, digestWith('a'), digestWith('b')]).size).toBe(3);
    expect(digestWith('a')).toBe(digestWith('a'));
  });
});
