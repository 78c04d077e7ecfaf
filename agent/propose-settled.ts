import type { DraftStep, Proposal } from '../contract/proposal.ts';
import { claimsDone } from './claims-done.ts';
import type { ChatReply } from './chat.ts';
import type { JudgedCall } from './judge-calls.ts';
import { askFor } from './offline/ask-question.ts';
import type { ActionIndex } from './offline/index-actions.ts';
import type { Settled } from './repair-loop.ts';

const MAX_WORDS = 4_000;
const MAX_TOLD = 3;

/** What a settled conversation proposes. `hasActed` says whether the turn has recorded outcomes that words may speak of. */
export function proposeSettled(settled: Settled, index: ActionIndex, hasActed: boolean): Proposal {
  switch (settled.kind) {
    case 'steps': {
      const [step, ...others] = settled.steps;
      return step && others.length === 0 ? { kind: 'intent', step } : { kind: 'plan', steps: [...settled.steps] };
    }
    case 'words':
      return nothing(readWords(settled.reply, hasActed));
    case 'too_many':
      return nothing(`That would be ${settled.count} actions at once, which is more than a plan can hold, so nothing was run.`);
    case 'wrong':
      return askForMissing(settled.judged, index) ?? nothing(nameFaults(settled.judged));
  }
}

const nothing = (text: string): Proposal => ({ kind: 'nothing', text });

/** The words of a model that ran nothing. Where they claim that something was done, the record's answer stands instead. */
function readWords({ text, refusal, finish }: ChatReply, hasActed: boolean): string {
  if (refusal.trim() !== '') return `Nothing was run. The model declined: ${cut(refusal)}`;
  if (text.trim() === '') return finish === 'content_filter' ? "Nothing was run. The model's service withheld its answer." : 'Nothing was run. The model had no answer; say it in other words.';
  return !hasActed && claimsDone(text) ? 'Nothing was run. The model answered as if it had acted, and its words are left out; say again what should happen.' : cut(text);
}

/** Asks for what is missing, where nothing else is wrong, and keeps all that is understood. */
function askForMissing(judged: readonly JudgedCall[], index: ActionIndex): Proposal | null {
  const draft: DraftStep[] = judged.flatMap((one) => (one.kind === 'wrong' ? [] : [draftOf(one.step, index)]));
  const at = judged.findIndex(({ kind }) => kind === 'incomplete');
  const asked = judged[at];
  if (draft.length < judged.length || asked?.kind !== 'incomplete') return null;
  const action = index.byRef.get(asked.step.actionId);
  const missing = new Set(asked.missing.map(({ name }) => name));
  const needs = action?.fields.filter(({ name }) => missing.has(name)) ?? [];
  return action && needs.length === missing.size ? askFor({ draft, at, unplaced: [] }, action, needs) : null;
}

const draftOf = ({ actionId, inputs }: Extract<JudgedCall, { kind: 'sound' }>['step'], index: ActionIndex): DraftStep => ({
  text: index.byRef.get(actionId)?.title ?? actionId,
  actionId,
  candidates: [],
  inputs,
});

function nameFaults(judged: readonly JudgedCall[]): string {
  const faults = judged.flatMap((one) => (one.kind === 'sound' ? [] : [one.told]));
  const more = faults.length > MAX_TOLD ? ` (${faults.length - MAX_TOLD} more)` : '';
  return cut(`Nothing was run: I could not make this into actions that exist. ${faults.slice(0, MAX_TOLD).join(' ')}${more} Say it in other words, or name the action.`);
}

const cut = (text: string): string => (text.length > MAX_WORDS ? `${text.slice(0, MAX_WORDS)}…` : text);
