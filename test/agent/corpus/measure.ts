import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import type { JsonObject } from '../../../contract/json.ts';
import type { Proposal } from '../../../contract/proposal.ts';
import { createOfflineInterpreter } from '../../../agent/offline/offline-interpreter.ts';
import { readPackFiles } from '../../../platform/files.ts';
import { loadCatalog } from '../../../registry/load-catalog.ts';
import { viewRegistry } from '../../../registry/view.ts';
import { sha256 } from '../../registry/catalog-of.ts';
import type { Utterance } from './read-corpus.ts';

/** `hit`: as expected. `asked`: nothing runs, though something else was expected. `wrong`: something runs that was not meant. */
export type Verdict = 'hit' | 'asked' | 'wrong';
export type Measured = { readonly utterance: Utterance; readonly proposal: Proposal; readonly verdict: Verdict };

const interpreter = createOfflineInterpreter();
/** Every pack of the house at once, as an admin of the demo project sees them. */
const { actions } = viewRegistry(loadCatalog(readPackFiles(join(import.meta.dirname, '../../../packs')), sha256), 'admin');

/** Asks the offline interpreter each utterance, and compares. */
export async function measure(utterances: readonly Utterance[]): Promise<Measured[]> {
  return Promise.all(
    utterances.map(async (utterance) => {
      const { say, after } = utterance;
      const last = after ? [{ actionId: after[0], inputs: after[1] }] : [];
      const proposal = await interpreter.interpret({ message: say, actions, question: null, answer: null, last });
      return { utterance, proposal, verdict: judge(utterance, proposal) };
    }),
  );
}

function judge({ does, asks, nothing }: Utterance, proposal: Proposal): Verdict {
  const steps = stepsOf(proposal);
  if (steps.length > 0) return isDeepStrictEqual(steps, does) ? 'hit' : 'wrong';
  if (nothing) return proposal.kind === 'nothing' ? 'hit' : 'asked';
  if (!asks) return 'asked';
  return asks.every((name) => namesOf(proposal).includes(name)) ? 'hit' : 'asked';
}

function stepsOf(proposal: Proposal): [string, JsonObject][] {
  const steps = proposal.kind === 'intent' ? [proposal.step] : proposal.kind === 'plan' ? proposal.steps : [];
  return steps.map(({ actionId, inputs }) => [actionId, inputs]);
}

function namesOf(proposal: Proposal): string[] {
  if (proposal.kind !== 'question') return [];
  return [...proposal.missing.map(({ name }) => name), ...proposal.choices.map(({ actionId }) => actionId)];
}
