import type { Temporal } from './connect.ts';
import { LABEL_NAMES } from './labels.ts';

const KEYWORD = 2; // temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD

/**
 * Makes the search attributes known to the namespace and answers a handle that uses them. Where that is not permitted the
 * handle does without, because an attribute that is not registered would fail every start.
 */
export async function registerLabels(temporal: Temporal, onRefused: (error: unknown) => void): Promise<Temporal> {
  const { operatorService } = temporal.client.connection;
  const { namespace } = temporal.client.options;
  try {
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
    const missing = LABEL_NAMES.filter((name) => customAttributes[name] === undefined);
    if (missing.length > 0) {
      await operatorService.addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(missing.map((name) => [name, KEYWORD])) });
    }
    return { ...temporal, labels: true };
  } catch (error) {
    onRefused(error);
    return { ...temporal, labels: false };
  }
}
