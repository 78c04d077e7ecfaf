import { describe, expect, it } from '@jest/globals';
import { blotOut } from '../../../domain/execution/blot-out.ts';

describe('a text that is blotted out', () => {
  it.each([
    ['is long, then it is gone wherever it stands', 'the key sesame, not sesames', 'sesame', 'the key [redacted], not [redacted]s'],
    ['is short, then words that merely hold it stay whole', 'Remember a fact: a', 'a', 'Remember [redacted] fact: [redacted]'],
    ['is short and stands in marks, then it is gone', '"e" is not me', 'e', '"[redacted]" is not me'],
    ['is a number of one digit, then other numbers stay', '7 of 17, or 7.', '7', '[redacted] of 17, or [redacted].'],
    ['is short and stands twice in a row, then both are gone', 'x x', 'x', '[redacted] [redacted]'],
    ['is nowhere, then nothing changes', 'nothing to hide', 'q', 'nothing to hide'],
  ])('when it %s', (_when, text, secret, said) => {
    expect(blotOut(text, secret)).toBe(said);
  });
});
