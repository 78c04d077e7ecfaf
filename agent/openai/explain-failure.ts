import { APIConnectionError, APIError } from 'openai';
import { ModelError } from '../model-error.ts';
import type { Ending } from './time-limit.ts';

/** Why a try failed. `again` says whether another may do better, `waitMs` what the service asked to wait, `status` and `code` what it answered. */
export type Failure = { readonly error: ModelError; readonly again: boolean; readonly waitMs: number | null; readonly status: number | null; readonly code: string | null };

const ENDINGS: Readonly<Record<Ending, ModelError['outcome']>> = { cancelled: 'cancelled', timeout: 'timeout', stalled: 'timeout' };

const ENDED: Readonly<Record<Ending, string>> = {
  cancelled: 'The request to the model was cancelled.',
  timeout: 'The model did not answer in time.',
  stalled: 'The model stopped in the middle of its answer.',
};

/**
 * Says in our own words why a try failed. Nothing of the service's message is passed on and no error is kept as a cause: either may
 * hold a key, an address or a part of the prompt.
 */
export function explainFailure(thrown: unknown, ending: Ending | null): Failure {
  if (ending !== null) return fail(ENDINGS[ending], ENDED[ending], false);
  if (thrown instanceof ModelError) return { error: thrown, again: thrown.outcome === 'unreachable', waitMs: null, status: null, code: null };
  if (thrown instanceof APIConnectionError || !(thrown instanceof APIError)) return fail('unreachable', "The model's service could not be reached.", true);
  const status = typeof thrown.status === 'number' ? thrown.status : null;
  const code = typeof thrown.code === 'string' && /^[a-z_]{1,60}$/u.test(thrown.code) ? thrown.code : null;
  return { ...explainStatus(status, code), waitMs: askedWait(thrown.headers), status, code };
}

/** What broke off without an end. */
export const brokenOff = (): ModelError => new ModelError('unreachable', "The connection to the model's service broke off.");

function explainStatus(status: number | null, code: string | null): Failure {
  if (code === 'content_filter') return fail('refused', "The model's service declined to answer this.", false);
  if (code === 'context_length_exceeded' || status === 413) return fail('invalid', 'This is more than the model can read at once.', false);
  if (status === 401 || status === 403) return fail('refused', "The model's service refused the key.", false);
  if (status === 404) return fail('invalid', "The model's service knows no such model or deployment.", false);
  if (code === 'insufficient_quota') return fail('rate_limited', "The quota at the model's service is used up.", false);
  if (status === 429) return fail('rate_limited', "The model's service has too many requests at the moment.", true);
  if (status === null || status >= 500 || status === 408 || status === 409) return fail('unreachable', "The model's service has failed.", true);
  return fail('invalid', "The model's service did not accept the request.", false);
}

const fail = (outcome: ModelError['outcome'], message: string, again: boolean): Failure => ({ error: new ModelError(outcome, message), again, waitMs: null, status: null, code: null });

/** What Retry-After says, as seconds or as a date; null where it says nothing that can be used. */
function askedWait(headers: Headers | undefined): number | null {
  const text = headers?.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}(\.\d{1,6})?$/u.test(text)) return Number(text) * 1_000;
  const until = Date.parse(text);
  return Number.isNaN(until) ? null : Math.max(until - Date.now(), 0);
}
