import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Problem } from '../contract/problem.ts';
import { CursorProblem } from '../db/page.ts';
import type { Logger } from '../platform/logger.ts';
import { isOutage } from './outage.ts';
import { ProblemError, toProblemBody } from './problems.ts';
import { requestIdOf } from './request-id.ts';

const RETRY_AFTER_SECONDS = 2;

/** Answers whatever was thrown as the error body. What is wrong with us is logged whole, and told as no more than the request's id. */
export const answerProblems =
  ({ logger }: { logger: Logger }): ErrorRequestHandler =>
  (error: unknown, _req, res, next) => {
    const problem = toProblem(error);
    if (problem.code === 'internal') logger.error('request-failed', 'A request met a fault.', { request_id: requestIdOf(res), error });
    if (problem.code === 'unavailable') logger.warn('request-failed', problem.detail, { request_id: requestIdOf(res), error });
    if (res.headersSent) next(error);
    else sendProblem(res, problem);
  };

/** Answers that there is nothing at an address. */
export const answerNothing: RequestHandler = (_req, res) => {
  sendProblem(res, { code: 'not_found', detail: 'There is nothing at this address.' });
};

function sendProblem(res: Response, problem: Problem): void {
  const body = toProblemBody(problem, requestIdOf(res));
  if (problem.retryAfterSeconds !== undefined) res.set('Retry-After', String(problem.retryAfterSeconds));
  res.status(body.status).set('Cache-Control', 'no-store').type('application/problem+json').send(JSON.stringify(body));
}

function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof CursorProblem) return { code: 'invalid_request', detail: `/cursor: ${error.message}`, issues: [{ path: '/cursor', message: error.message }] };
  if (isOutage(error)) return { code: 'unavailable', detail: 'A part of Gatehouse cannot be reached right now.', retryAfterSeconds: RETRY_AFTER_SECONDS };
  return fromHttp(error) ?? { code: 'internal', detail: 'Something went wrong here; the request id names the entry in the log.' };
}

/** What express itself refuses, while it reads an address or a body. */
function fromHttp(error: unknown): Problem | null {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number' || error.status >= 500) return null;
  if (error.status === 413) return { code: 'payload_too_large', detail: 'A body may have 1 MiB at most, beside 10 MiB of attachments where a route takes them.' };
  if (error.status === 415) return { code: 'unsupported_media_type', detail: 'The encoding of the body is not supported.' };
  if (error instanceof URIError) return { code: 'invalid_request', detail: 'The address is not well encoded.' };
  return { code: 'malformed_json', detail: 'The body cannot be read.' };
}
