import type { Json } from '../../contract/json.ts';
import type { DraftStep, Question } from '../../contract/proposal.ts';
import type { Choice } from '../../contract/turn.ts';
import type { ActionProfile } from './index-actions.ts';
import type { InputField } from './input-field.ts';

/** The longest list of choices that is worth reading. */
const MAX_CHOICES = 9;

/** Where a question stands: the draft, the step it asks about, and words of it that could not be placed. */
type Asked = { readonly draft: readonly DraftStep[]; readonly at: number; readonly unplaced: readonly string[] };

/** Asks which action is meant, one `n. title (actionId)` a line. */
export function askWhich(asked: Asked, actions: readonly ActionProfile[]): Question {
  const choices = actions.slice(0, MAX_CHOICES).map((action, place): Choice => ({ n: place + 1, actionId: action.id, title: action.title }));
  const lines = choices.map(({ n, title, actionId }) => `${n}. ${title} (${actionId})`);
  const more = actions.length > MAX_CHOICES ? [`There are ${actions.length - MAX_CHOICES} more; name the component to narrow it down.`] : [];
  const given = Object.entries(asked.draft[asked.at]?.inputs ?? {}).map(([name, value]) => `${name} ${show(value)}`);
  const one = given.length > 0 ? `Do you mean this, with ${given.join(', ')}?` : 'Do you mean this?';
  const lead = choices.length === 1 ? one : 'Which of these do you mean?';
  return question(asked, [`${opening(asked)}${lead}`, ...lines, ...more].join('\n'), { choices });
}

/** Asks for inputs by name, with type, allowed values and default. */
export function askFor(asked: Asked, action: ActionProfile, needs: readonly InputField[]): Question {
  const wanted = needs.map(describeField).join(', ');
  const text = `${opening(asked)}To ${lowerFirst(action.title)} I need: ${wanted}.`;
  return question(asked, text, { missing: needs.map(({ name, schema }) => ({ name, schema })) });
}

function question({ draft, at }: Asked, text: string, parts: Partial<Pick<Question, 'choices' | 'missing'>>): Question {
  return { kind: 'question', text, choices: [], missing: [], draft: [...draft], at, ...parts };
}

function opening({ draft, at, unplaced }: Asked): string {
  const step = draft.length > 1 ? `Step ${at + 1}, “${draft[at]?.text ?? ''}”: ` : '';
  return unplaced.length > 0 ? `${step}I cannot place ${quoteAll(unplaced)} here. ` : step;
}

const quoteAll = (texts: readonly string[]): string => texts.map((text) => `“${text}”`).join(', ');

const typeWords = { integer: 'integer', number: 'number', boolean: 'boolean', string: 'string', array: 'array', any: 'text or JSON', other: 'JSON' } as const satisfies Record<InputField['kind'], string>;

function describeField(field: InputField): string {
  const source = field.items ?? field;
  const options = source.options.length > 0 ? `one of ${source.options.map(show).join(', ')}` : typeWords[source.kind];
  const { default: preset } = field.schema;
  const parts = [
    field.kind === 'array' ? `a list, each ${options}` : options,
    ...describeBounds(field),
    ...(preset === undefined ? [] : [`default ${show(preset)}`]),
  ];
  return `${field.name} (${parts.join(', ')})`;
}

/** Bounds that only say 'a safe integer' are not worth a word. */
function describeBounds({ schema: { minimum, maximum } }: InputField): string[] {
  const isBound = (value: Json | undefined) => typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER;
  if (isBound(minimum) && isBound(maximum)) return [`${minimum} to ${maximum}`];
  return isBound(minimum) ? [`at least ${minimum}`] : isBound(maximum) ? [`at most ${maximum}`] : [];
}

const show = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
