import { describe, expect, it } from '@jest/globals';
import { createTextFinder } from '../../../domain/secret/text-finder.ts';

describe('createTextFinder', () => {
  const { isIn, size } = createTextFinder(['open sesame', 'open sesame', 'correct horse', 'schlüssel-🔑-9', 'short']);

  it.each([
    ['is the whole text', 'open sesame', true],
    ['is at the beginning', 'correct horse battery', true],
    ['is at the end', 'say open sesame', true],
    ['is between other characters', 'xxopen sesamexx', true],
    ['comes after its own beginning', 'open open sesame', true],
    ['is of other letters', 'mein schlüssel-🔑-9!', true],
    ['is cut by one character', 'open sesam', false],
    ['is written in another case', 'Open Sesame', false],
    ['is too short to be looked for', 'short', false],
    ['is not there', 'nothing to find in here', false],
    ['cannot be there', '', false],
  ])('when one of the texts %s, then it says so', (_when, text, found) => {
    expect(isIn(text)).toBe(found);
  });

  it('when texts are counted, then each one counts once, and short ones do not', () => {
    expect(size).toBe('open sesame'.length + 'correct horse'.length + 'schlüssel-🔑-9'.length);
    expect(createTextFinder([]).isIn('anything at all')).toBe(false);
  });

  it('when a hundred texts are scattered in a long one, then each of them is found, and none that is missing', () => {
    const texts = Array.from({ length: 100 }, (_, index) => `needle-${index}-${(index * 7919) % 1000}-x`);
    const finder = createTextFinder(texts);
    for (const text of texts) expect(finder.isIn(`${'needle-'.repeat(200)}${text}`)).toBe(true);
    expect(finder.isIn('needle-'.repeat(10_000))).toBe(false);
  });
});
