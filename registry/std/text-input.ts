import { builtIn } from '../built-in.ts';

const TEXT_INPUT = 'std.text_input';
const MAX_LENGTH = 10_000;

/** One line or paragraph of text that an operator can fill in. */
export const textInput = () =>
  builtIn('built-in std/text-input', {
    components: [
      {
        id: TEXT_INPUT,
        title: 'Text input',
        stateSchema: {
          type: 'object',
          required: ['value'],
          additionalProperties: false,
          properties: { value: { type: 'string', maxLength: MAX_LENGTH } },
        },
        initialState: { value: '' },
      },
    ],
    actions: [
      {
        id: 'std.text_input.set',
        title: 'Set the text',
        description: 'Replaces the text of the text input.',
        examples: ['set the text to "hello"', 'write "hello" into the text input', 'change the text to "good morning"'],
        targets: [TEXT_INPUT],
        inputSchema: {
          type: 'object',
          required: ['value'],
          additionalProperties: false,
          properties: { value: { type: 'string', title: 'Text', description: 'The new text.', maxLength: MAX_LENGTH } },
        },
        handle: ({ inputs }) => [{ path: ['std.text_input', 'value'], value: inputs.value ?? '' }],
      },
    ],
    layouts: [{ layoutId: TEXT_INPUT, title: 'Text input', root: { widget: 'text', title: 'Text', component: TEXT_INPUT, path: '/value', action: 'std.text_input.set' } }],
  });
