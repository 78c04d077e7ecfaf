import type { Json } from '../../contract/json.ts';
import type { PastResult, PromptMaterial } from '../model-interpreter.ts';
import { fitLines, writeBlock, writeNewest, type BlockLimits } from './quote-block.ts';
import { fitFacts } from './tell-facts.ts';

const STATE: BlockLimits = { entries: 60, characters: 16_000, perEntry: 3_000 };
const RESULTS: BlockLimits = { entries: 10, characters: 10_000, perEntry: 2_000 };
const OUTCOMES: BlockLimits = { entries: 100, characters: 24_000, perEntry: 2_000 };
const TURNS: BlockLimits = { entries: 20, characters: 12_000, perEntry: 3_000 };
const ONE: BlockLimits = { entries: 1, characters: 6_000, perEntry: 4_000 };
const LEFT_OUT: BlockLimits = { entries: 200, characters: 6_000, perEntry: 220 };
const MAX_DIFF = 20;

/** Everything that a model is told beside its duties and the message itself, as blocks of quoted data, each of them bounded. */
export function writeContext(material: PromptMaterial, toolsLeftOut: readonly string[]): string {
  const { conversation, results, outcomes, question } = material;
  return [
    'What Gatehouse knows, as quoted data:',
    writeBlock('now', 'the time, the project and the operator.', fitLines([describeNow(material)], ONE)),
    writeState(material.state),
    writeBlock('facts', 'what the operator had Gatehouse remember.', fitFacts(material.facts)),
    writeNewest('conversation', 'what was said before in this conversation, oldest first.', conversation.map(({ said, replied }) => ({ operator: said, gatehouse: replied })), TURNS),
    writeNewest('results', 'the last recorded results before this turn, oldest first.', results.map(describeResult), RESULTS),
    ...(outcomes.length > 0 ? [writeNewest('outcomes', 'what this turn has done so far, as recorded, oldest first.', outcomes.map(describeResult), OUTCOMES)] : []),
    ...(question ? [writeBlock('question', 'what Gatehouse asked; the message may be the answer.', fitLines([describeQuestion(question)], ONE))] : []),
    ...(toolsLeftOut.length > 0 ? [writeBlock('not_offered', 'actions that exist and are not offered now for want of room; the operator may name one.', fitLines(toolsLeftOut, LEFT_OUT))] : []),
  ].join('\n\n');
}

const describeNow = ({ now, project, caller }: PromptMaterial): Json => ({
  now,
  project: project.name,
  stateVersion: project.version,
  operator: caller.name,
  role: caller.role,
});

/** The state as far as it fits; the components that do not fit are named. */
function writeState(state: PromptMaterial['state']): string {
  const components = Object.entries(state);
  const told = fitLines(components.map(([component, value]) => ({ component, state: value })), STATE);
  const rest = components.slice(told.lines.length).map(([component]) => component);
  const names = rest.length > 0 ? [`(not shown: ${fitLines(rest, LEFT_OUT).lines.map(({ text }) => text).join(' ')})`] : [];
  return writeBlock('state', 'the components that the offered actions work on, as they are now.', told, names);
}

const describeResult = ({ actionId, inputs, status, code, detail, diff, at }: PastResult): Json => ({
  action: actionId,
  inputs,
  status,
  ...(code === null ? {} : { code }),
  detail,
  diff: diff.slice(0, MAX_DIFF).map(({ op, path, value, old }) => ({ op, path, ...(value === undefined ? {} : { value }), ...(old === undefined ? {} : { old }) })),
  ...(diff.length > MAX_DIFF ? { diffEntriesLeftOut: diff.length - MAX_DIFF } : {}),
  at,
});

const describeQuestion = ({ text, choices, missing, draft }: NonNullable<PromptMaterial['question']>): Json => ({
  asked: text,
  choices: choices.map(({ n, actionId, title }) => ({ n, actionId, title })),
  missing: missing.map(({ name }) => name),
  understoodSoFar: draft.map(({ text: said, actionId, inputs }) => ({ said, actionId, inputs })),
});

