import type { JsonObject } from '../../contract/json.ts';
import { MAX_FACT_BYTES, MAX_FACTS } from '../../contract/memory.ts';
import type { Issue } from '../../contract/problem.ts';
import type { MemoryChange } from '../../domain/memory/fact-change.ts';
import { utf8Length } from '../../domain/state/utf8-length.ts';
import { builtIn } from '../built-in.ts';

const KEY = {
  type: 'string',
  title: 'Key',
  description: 'The name of the fact: letters, digits, or _ . -, and not dots alone.',
  pattern: '^[A-Za-z0-9_.-]*[A-Za-z0-9_-][A-Za-z0-9_.-]*$',
  maxLength: 100,
  sensitive: true,
};

/** What belongs to no input is refused, and is withheld from records like what does: a misspelt name hides no fact. */
const NOTHING_ELSE = { not: {}, sensitive: true };

/** What the caller has the agent remember. It is no component and no state: a success writes or deletes one fact of the caller's own. */
export const memory = () =>
  builtIn('built-in memory/memory', {
    components: [],
    actions: [
      {
        id: 'memory.remember',
        title: 'Remember a fact',
        description: 'Keeps a fact of your own under a key, in place of what was there before. Nobody else in the project sees it. Such as: remember that my site is Hamburg.',
        examples: ['remember "site" as "Hamburg"', 'remember "shift" = "nights"'],
        targets: [],
        inputSchema: {
          type: 'object',
          required: ['key', 'value'],
          additionalProperties: NOTHING_ELSE,
          properties: { key: KEY, value: { title: 'Value', description: `Any JSON value of at most ${MAX_FACT_BYTES} bytes.`, sensitive: true } },
        },
        findIssues: tooLong,
        handle: () => [],
        remember: ({ key, value = null }): MemoryChange => ({ key: String(key), value, atMost: MAX_FACTS }),
      },
      {
        id: 'memory.forget',
        title: 'Forget a fact',
        description: 'Deletes a fact of your own.',
        examples: ['forget "site"', 'forget the fact "shift"'],
        targets: [],
        inputSchema: { type: 'object', required: ['key'], additionalProperties: NOTHING_ELSE, properties: { key: KEY } },
        handle: () => [],
        remember: ({ key }): MemoryChange => ({ key: String(key), forget: true }),
      },
    ],
  });

/** A schema counts characters; what is stored and put before a model is bytes of JSON. */
function tooLong({ value = null }: JsonObject): Issue[] {
  const bytes = utf8Length(JSON.stringify(value));
  return bytes <= MAX_FACT_BYTES ? [] : [{ path: '/inputs/value', message: `expected at most ${MAX_FACT_BYTES} bytes of JSON, and this has ${bytes}` }];
}
