import { z } from 'zod';
import { Execution } from '../execution.ts';
import { Fact, FactKey, NewFact } from '../memory.ts';
import { listOf, page, project, type Route } from '../route.ts';

const fact = z.object({ ...project, key: FactKey });

/** What a person has the agent remember in a project; every call speaks of the caller's own facts alone. */
export const memoryRoutes = {
  listFacts: { method: 'get', path: '/projects/:projectId/memory', summary: "List one's own facts, newest first", access: 'operator', params: z.object(project), query: z.object(page), data: listOf(Fact) },
  getFact: { method: 'get', path: '/projects/:projectId/memory/:key', summary: "Read one of one's own facts", access: 'operator', params: fact, data: Fact },
  putFact: {
    method: 'put',
    path: '/projects/:projectId/memory/:key',
    summary: 'Remember a fact, as a governed execution of memory.remember',
    access: 'member',
    params: fact,
    body: NewFact,
    data: Execution,
  },
  deleteFact: { method: 'delete', path: '/projects/:projectId/memory/:key', summary: 'Forget a fact, as a governed execution of memory.forget', access: 'member', params: fact, data: Execution },
} as const satisfies Record<string, Route>;
