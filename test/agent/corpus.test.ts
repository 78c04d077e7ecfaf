import { expect, it } from '@jest/globals';
import { type Measured, measure } from './corpus/measure.ts';
import { readCorpus } from './corpus/read-corpus.ts';

const corpus = readCorpus();
const told = async (): Promise<readonly Measured[]> => measure(corpus);
const heard = ({ utterance }: Measured): string => utterance.say;

/** How many of a hundred clear commands must be carried out as they were meant. */
const HITS = 95;

it('when the corpus is read, then it has 200 utterances or more over five packs, clear and unclear ones in each', () => {
  expect(corpus.length).toBeGreaterThanOrEqual(200);
  const packs = new Set(corpus.map(({ pack }) => pack));
  expect(packs.size).toBeGreaterThanOrEqual(5);
  for (const pack of packs) {
    const of = corpus.filter((each) => each.pack === pack);
    expect([of.some(({ does }) => does), of.some(({ asks }) => asks), of.some(({ nothing }) => nothing)]).toEqual([true, true, true]);
  }
});

it('when the offline interpreter hears the corpus, then nothing runs that was not meant', async () => {
  expect((await told()).filter(({ verdict }) => verdict === 'wrong').map(heard)).toEqual([]);
});

it.each([
  ['all of it', () => true],
  ['the part that nothing was tuned on', ({ heldOut }: { heldOut: boolean }) => heldOut],
] as const)('when commands are clear, then 95 of 100 are carried out as they are meant: %s', async (_which, counts) => {
  const clear = (await told()).filter(({ utterance }) => utterance.does && counts(utterance));
  expect((100 * clear.filter(({ verdict }) => verdict === 'hit').length) / clear.length).toBeGreaterThanOrEqual(HITS);
});
