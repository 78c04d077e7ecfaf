import type { ActionSummary } from '../../contract/registry.ts';
import type { ChatTool } from '../chat.ts';
import type { PromptMaterial } from '../model-interpreter.ts';
import { splitWords, stem } from '../offline/fold-word.ts';
import { bareId } from '../offline/index-actions.ts';
import { encodeToolName } from './tool-names.ts';
import { toolSchema } from './tool-schema.ts';

/** The most functions that the protocol takes. */
const MAX_TOOLS = 128;
/** How much all of them may come to, in characters of JSON. */
const MAX_CHARACTERS = 160_000;
/** The longest description that the protocol takes. */
const MAX_DESCRIPTION = 1_024;
const MAX_EXAMPLES = 4;
const MAX_COUNTED = 400;

/** The functions that a model is offered, in the order of the registry, and the actions for which there was no room. */
export type Offer = { readonly tools: readonly ChatTool[]; readonly leftOut: readonly string[] };

/** Offers every action that the author may see; where there are too many, those that have most to do with what is said. */
export function offerTools(material: Pick<PromptMaterial, 'message' | 'actions' | 'question' | 'outcomes' | 'results'>): Offer {
  const { actions } = material;
  const wanted = actions.length <= MAX_TOOLS ? actions : rank(material);
  const taken = new Set<string>();
  let room = MAX_CHARACTERS;
  for (const action of wanted.slice(0, MAX_TOOLS)) {
    room -= JSON.stringify(action.inputSchema).length + MAX_DESCRIPTION;
    if (room < 0) break;
    taken.add(action.actionId);
  }
  const offered = actions.filter(({ actionId }) => taken.has(actionId));
  return { tools: offered.map(describeTool), leftOut: actions.flatMap(({ actionId }) => (taken.has(actionId) ? [] : [actionId])) };
}

function describeTool(action: ActionSummary): ChatTool {
  return {
    actionId: action.actionId,
    name: encodeToolName(action.actionId),
    description: describe(action).slice(0, MAX_DESCRIPTION),
    parameters: toolSchema(action.inputSchema),
  };
}

/** What governs the action stands before its examples, so that a cut takes the examples. */
function describe({ title, description, risk, cost, confirmation, preconditions, examples }: ActionSummary): string {
  const conditions = preconditions.map((one) => one.description).join('; ');
  const said = examples.slice(0, MAX_EXAMPLES).map((example) => `"${example}"`);
  return [
    `${title}.`,
    description,
    `Risk: ${risk}. Cost: ${cost ?? 'depends on the inputs'}.`,
    confirmation ? 'Gatehouse asks the operator to confirm it.' : '',
    conditions === '' ? '' : `Runs only if: ${conditions}.`,
    said.length === 0 ? '' : `Said as: ${said.join(', ')}.`,
  ].filter((part) => part !== '').join(' ');
}

/** The actions by how many words of the conversation name them; those asked about or just run come first. */
function rank({ message, actions, question, outcomes, results }: Parameters<typeof offerTools>[0]): ActionSummary[] {
  const said = new Set(splitWords(message).slice(0, MAX_COUNTED).map(stem));
  const drafted = question?.draft.flatMap(({ actionId, candidates }) => [...(actionId === null ? [] : [actionId]), ...candidates]) ?? [];
  const near = new Set([...drafted, ...[...outcomes, ...results].map(({ actionId }) => actionId)].map(bareId));
  const score = (action: ActionSummary): number => {
    const words = new Set([action.actionId, action.title, action.description, ...action.examples].flatMap(splitWords).slice(0, MAX_COUNTED).map(stem));
    return [...said].filter((word) => words.has(word)).length + (near.has(bareId(action.actionId)) ? said.size + 1 : 0);
  };
  const scored = actions.map((action) => ({ action, points: score(action) }));
  return scored.toSorted((one, other) => other.points - one.points).map(({ action }) => action);
}
