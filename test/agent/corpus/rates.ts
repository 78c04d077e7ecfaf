import { inOneLine } from '../propose.ts';
import { type Measured, measure, type Verdict } from './measure.ts';
import { readCorpus } from './read-corpus.ts';

/**
 * Prints how the offline interpreter does on the corpus, pack by pack: `node test/agent/corpus/rates.ts`. With `--misses` it
 * also lists what was not a hit in the part that it may be tuned on; the held-out part stays unseen, wrong ones apart.
 */
async function main(): Promise<void> {
  const measured = await measure(readCorpus());
  const packs = [...new Set(measured.map(({ utterance }) => utterance.pack))];
  const rows = [...packs.map((pack) => [pack, measured.filter(({ utterance }) => utterance.pack === pack)] as const), ['in total', measured] as const];
  console.log(['pack', 'clear', 'hit', 'asked', 'wrong', '', 'unclear', 'held back', 'wrong', '', 'held-out hit'].map(cell).join(''));
  for (const [pack, of] of rows) console.log(rowOf(pack, of).map(cell).join(''));
  if (process.argv.includes('--misses')) listMisses(measured);
}

const cell = (text: string): string => text.padEnd(text === '' ? 2 : 14);

function rowOf(pack: string, all: readonly Measured[]): string[] {
  const clear = all.filter(({ utterance }) => utterance.does);
  const unclear = all.filter(({ utterance }) => !utterance.does);
  const heldOut = clear.filter(({ utterance }) => utterance.heldOut);
  const rates = (['hit', 'asked', 'wrong'] as const).map((verdict) => rate(clear, verdict));
  const safe = unclear.filter(({ verdict }) => verdict !== 'wrong').length;
  return [pack, String(clear.length), ...rates, '', String(unclear.length), percent(safe, unclear.length), rate(unclear, 'wrong'), '', rate(heldOut, 'hit')];
}

const rate = (all: readonly Measured[], wanted: Verdict): string => percent(all.filter(({ verdict }) => verdict === wanted).length, all.length);
const percent = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`);

function listMisses(measured: readonly Measured[]): void {
  for (const { utterance, proposal, verdict } of measured) {
    if (verdict === 'hit' || (utterance.heldOut && verdict !== 'wrong')) continue;
    console.log(`${verdict.padEnd(6)} ${utterance.say}\n       ${inOneLine(proposal)}`);
  }
}

await main();
