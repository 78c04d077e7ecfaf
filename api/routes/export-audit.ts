import { once } from 'node:events';
import type { Response } from 'express';
import { routes } from '../../contract/routes.ts';
import { findAuditRange } from '../../db/stores/audit-range.ts';
import { auditLines } from '../audit-lines.ts';
import { type OpenStream, streamEndpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { invalidRequest, ProblemError } from '../problems.ts';

const MAX_EXECUTIONS = 1_000_000;
const MAX_RUNNING = 2;
const PATIENCE_MS = 60_000;
const ASK_AGAIN_MS = 15_000;

/** Streams the executions of a project as signed lines that can be verified without this house, no faster than they are read. */
export const exportAudit = (front: Front) => {
  const running = new Map<string, number>();
  return streamEndpoint(routes.exportAudit, async ({ caller: { userId }, project, query: { from = null, to = null } }, stream) => {
    const range = await findAuditRange(front.database.read, project.projectId, { from, to });
    if (range.count > MAX_EXECUTIONS) throw invalidRequest([{ path: '/query/from', message: `expected a time with at most ${MAX_EXECUTIONS} executions after it; there are ${range.count}` }]);
    const own = running.get(userId) ?? 0;
    if (own >= MAX_RUNNING) throw new ProblemError('too_many_requests', `You have ${MAX_RUNNING} exports under way; wait until one has ended.`, { retryAfterSeconds: 5 });
    running.set(userId, own + 1);
    try {
      await send(front, stream, auditLines(front, { project, range, from, to }), `audit-${project.projectId}.ndjson`);
    } finally {
      const left = (running.get(userId) ?? 1) - 1;
      if (left > 0) running.set(userId, left);
      else running.delete(userId);
    }
  });
};

/** An export that cannot be finished is cut off, and has no footer: nobody takes it for whole. */
async function send({ closing, clock, logger }: Front, { res, isStillAdmitted }: OpenStream, lines: AsyncGenerator<string>, name: string): Promise<void> {
  res.status(200).set({ 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'no-store', 'Content-Disposition': `attachment; filename="${name}"` });
  let askedAt = clock.monotonicMs();
  try {
    for await (const text of lines) {
      if (closing.aborted || res.destroyed) return void res.destroy();
      if (clock.monotonicMs() - askedAt > ASK_AGAIN_MS) {
        if (!(await isStillAdmitted())) return void res.destroy();
        askedAt = clock.monotonicMs();
      }
      if (!res.write(text) && !(await isDrained(res, closing))) return void res.destroy();
    }
    res.end();
  } catch (error) {
    logger.error('export-failed', 'An export was cut off.', { error });
    res.destroy();
  }
}

/** Waits for a reader that is slow; false where it reads nothing for a while, or is gone. */
async function isDrained(res: Response, closing: AbortSignal): Promise<boolean> {
  const left = new AbortController();
  const leave = () => left.abort();
  res.once('close', leave);
  try {
    await once(res, 'drain', { signal: AbortSignal.any([left.signal, closing, AbortSignal.timeout(PATIENCE_MS)]) });
    return true;
  } catch {
    return false;
  } finally {
    res.off('close', leave);
  }
}
