import { describe, expect, it } from '@jest/globals';
import { tellSentences } from '../../agent/tell-sentences.ts';

/** What is told of these pieces, one entry a time. */
function tell(pieces: readonly string[]): string[] {
  const told: string[] = [];
  const teller = tellSentences((text) => void told.push(text));
  for (const piece of pieces) teller.hear(piece);
  teller.flush();
  return told;
}

describe('the words of a model as they come', () => {
  it.each<[string, string[], string[]]>([
    ['end in the middle of a piece', ['Which one', '? There are', ' two.'], ['Which one?', ' There are two.']],
    ['hold a number with a point', ['It holds 1', '.', '5 units.'], ['It holds 1.', '5 units.']],
    ['claim something', ['Wait. I have ', 'reset it. ', 'Which one is next?'], ['Wait.']],
    ['claim something at the end', ['Wait. ', 'Done'], ['Wait.']],
    ['are empty', ['', ''], []],
    ['are dots alone', ['...', ' and so on'], ['...', ' and so on']],
  ])('when they %s, then whole sentences are told, up to the first claim', (_what, pieces, expected) => {
    expect(tell(pieces)).toEqual(expected);
  });

  it('when a sentence never ends, then it is told in parts, and nothing is lost', () => {
    const pieces = Array.from({ length: 20_000 }, () => 'word ');
    const told = tell(pieces);
    expect(told.length).toBeGreaterThan(10);
    expect(told.join('')).toBe(pieces.join(''));
  });
});
