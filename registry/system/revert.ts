import type { JsonObject } from '../../contract/json.ts';
import { changesTowards } from '../../domain/state/changes-towards.ts';
import { builtIn } from '../built-in.ts';

/** A way back: the whole state becomes again what it was at an earlier version, as a new version and under every gate. */
export const revert = () =>
  builtIn('built-in system/revert', {
    components: [],
    actions: [
      {
        id: 'system.revert',
        title: 'Revert to a version',
        description: 'Makes the whole state again what it was at an earlier version; the history stays, and the result is a new version.',
        examples: ['revert to version 3', 'roll back to version 12', 'revert the state to version 7'],
        targets: 'all',
        risk: 'high',
        inputSchema: {
          type: 'object',
          required: ['version'],
          additionalProperties: false,
          properties: { version: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER, title: 'Version', description: 'The version whose state comes back.' } },
        },
        lookBack: versionIn,
        handle: ({ state, past = {} }) => changesTowards(state, past),
      },
    ],
  });

function versionIn({ version }: JsonObject): number | null {
  return typeof version === 'number' && Number.isSafeInteger(version) && version >= 0 ? version : null;
}
