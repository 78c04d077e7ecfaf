import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceError, isGrpcServiceError } from '@temporalio/client';
import type { Temporal } from './connect.ts';
import { LABEL_NAMES } from './labels.ts';

const KEYWORD = 2; // temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD
const RETRY_AFTER_MS = 3_000;
const MAX_TRIES = 28_800; // A day without Temporal.
const AWAY_CODES = new Set([4, 14]); // DEADLINE_EXCEEDED and UNAVAILABLE.

/**
 * Makes the search attributes known to the namespace, and from then on the handle uses them; until then it does without, because an
 * attribute that is not registered would fail every start. Where it is not permitted, it stays so; where Temporal is away, it is tried again.
 */
export async function registerLabels(temporal: Temporal, onRefused: (error: unknown) => void): Promise<void> {
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    try {
      await register(temporal);
      temporal.labels = true;
      return;
    } catch (error) {
      if (!isAway(error)) return onRefused(error);
    }
    await sleep(RETRY_AFTER_MS, undefined, { ref: false });
  }
}

async function register({ client }: Temporal): Promise<void> {
  const { operatorService } = client.connection;
  const { namespace } = client.options;
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const missing = LABEL_NAMES.filter((name) => customAttributes[name] === undefined);
  if (missing.length === 0) return;
  await operatorService.addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(missing.map((name) => [name, KEYWORD])) });
}

/** The connection is opened at the first call, and says by its own words that it could not be. */
function isAway(error: unknown): boolean {
  if (isGrpcServiceError(error)) return AWAY_CODES.has(error.code);
  return error instanceof ServiceError || (error instanceof Error && /connect/i.test(error.message));
}
