import { describe, expect, it } from '@jest/globals';
import { left } from '../../ui/parts/left.ts';

describe('how long a wait lasts', () => {
  it.each([
    [-1, 'no time'],
    [0, 'no time'],
    [59_000, 'a minute'],
    [60_000, '1 min'],
    [3_599_000, '59 min'],
    [86_400_000, '24 h'],
    [172_800_000, '2 days'],
  ])('when %d ms are left, then it says %s', (ms, said) => {
    expect(left(ms)).toBe(said);
  });
});
