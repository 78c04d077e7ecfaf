import type { IncomingHttpHeaders } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import type { Project } from '../contract/project.ts';
import type { BodyOf, DataOf, ParamsOf, QueryOf, Route } from '../contract/route.ts';
import { admit, isStillAdmitted, type AdmitOptions } from './admit.ts';
import type { Answer } from './answer.ts';
import { answerOnce } from './answer-once.ts';
import type { Caller } from './auth/caller.ts';
import type { Front } from './front.ts';
import { refuseSecrets } from './refuse-secrets.ts';
import { requestIdOf } from './request-id.ts';

/** A call that passed every check of its route: who calls, about which project, with what. */
export type Call<R extends Route> = {
  caller: R['access'] extends 'anyone' ? null : Caller;
  project: ParamsOf<R> extends { projectId: string } ? Project : null;
  params: ParamsOf<R>;
  query: QueryOf<R>;
  body: BodyOf<R>;
  requestId: string;
  headers: IncomingHttpHeaders;
  /** The address that the call came from. */
  address: string;
};

/** A route with what answers it; it becomes an express handler once it knows the house. */
export type Endpoint = (front: Front) => RequestHandler;

/** An answer that goes on: what it is written to, and whether the caller may still read it. */
export type OpenStream = { res: Response; isStillAdmitted: () => Promise<boolean> };

/**
 * One endpoint of the contract. The handler sees only calls whose caller is known, may make them, and sent what the
 * route's schemas say; what it answers leaves in the envelope.
 */
export const endpoint =
  <R extends Route>(route: R, handler: (call: Call<R>) => Promise<Answer<DataOf<R>>>, options: AdmitOptions = {}): Endpoint =>
  (front) =>
  async (req, res) => {
    const call = await letIn(front, route, { req, res }, options);
    const answer = await answerOnce(front, { route, req, call }, () => handler(call));
    res.set({ 'Cache-Control': 'no-store', ...answer.headers });
    if (answer.kind === 'not-modified') res.status(304).end();
    else res.status(route.status ?? 200).json({ code: 0, message: 'success', data: answer.data });
  };

/** One endpoint whose answer is a stream, which the handler writes and ends itself; the same calls are let in. */
export const streamEndpoint =
  <R extends Route>(route: R, handler: (call: Call<R>, stream: OpenStream) => Promise<void>): Endpoint =>
  (front) =>
  async (req, res) => {
    const call = await letIn(front, route, { req, res }, {});
    await handler(call, { res, isStillAdmitted: () => isStillAdmitted(front, route, req) });
  };

async function letIn<R extends Route>(front: Front, route: R, { req, res }: { req: Request; res: Response }, options: AdmitOptions): Promise<Call<R>> {
  const admitted = await admit(front, route, { req, res }, options);
  if (options.takesSecret !== true) await refuseSecrets(front, route, admitted);
  const about = { requestId: requestIdOf(res), headers: req.headers, address: req.socket.remoteAddress ?? '' };
  // The one cast of this room: what `admit` has validated by the route's schemas is what their types say.
  return { ...admitted, ...about } as Call<R>;
}
