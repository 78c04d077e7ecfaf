import { routes } from '../../contract/routes.ts';
import { readEventBounds } from '../../db/stores/events.ts';
import { streamEndpoint, type OpenStream } from '../endpoint.ts';
import { streamEvents as stream } from '../event-stream.ts';
import type { Front } from '../front.ts';
import { STREAMS_PER_PERSON } from '../open-streams.ts';
import { invalidRequest, ProblemError } from '../problems.ts';

const EVENT_STREAM = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' };
const RETRY_AFTER_SECONDS = 15;

/** Streams the events of a project as server-sent events, from now or from where Last-Event-ID says. A person has a limited number of them open. */
export const streamEvents = (front: Front) =>
  streamEndpoint(routes.streamEvents, async ({ caller: { userId }, project: { projectId }, headers }, open) => {
    const asked = lastEventId(headers['last-event-id']);
    const leave = front.openStreams.enter(userId);
    if (leave === null) throw new ProblemError('too_many_requests', `${STREAMS_PER_PERSON} streams of events are open already; close one first.`, { retryAfterSeconds: RETRY_AFTER_SECONDS });
    try {
      await send(front, { projectId, userId, asked }, open);
    } finally {
      leave();
    }
  });

type Asked = { projectId: string; userId: string; asked: number | null };

async function send(front: Front, { projectId, userId, asked }: Asked, { res, isStillAdmitted }: OpenStream): Promise<void> {
  const { newest, oldest, version } = await readEventBounds(front.database.read, projectId);
  const lost = asked !== null && (asked < oldest - 1 || asked > newest);

  res.status(200).set(EVENT_STREAM).flushHeaders();
  if (res.req.method === 'HEAD') return void res.end();
  res.write(lost ? `event: reset\ndata: ${JSON.stringify({ headVersion: version })}\n\n` : ': connected\n\n');
  const after = asked === null || lost ? newest : asked;
  await stream(front, res, { projectId, userId, after, mayListen: isStillAdmitted });
}

function lastEventId(header: string | string[] | undefined): number | null {
  if (header === undefined || header === '') return null;
  if (typeof header === 'string' && /^\d{1,15}$/.test(header)) return Number(header);
  throw invalidRequest([{ path: '/headers/last-event-id', message: 'expected the id of an event of this stream, or 0' }]);
}
