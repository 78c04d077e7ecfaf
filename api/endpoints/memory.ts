import type { memoryRoutes } from '../../contract/routes/memory.ts';
import type { Endpoint } from '../endpoint.ts';
import { deleteFact } from '../routes/delete-fact.ts';
import { getFact } from '../routes/get-fact.ts';
import { listFacts } from '../routes/list-facts.ts';
import { putFact } from '../routes/put-fact.ts';
import type { Front } from '../front.ts';

/** What answers each route of `contract/routes/memory.ts`; a route without a line here does not compile. */
export const memoryEndpoints = (front: Front) =>
  ({ listFacts: listFacts(front), getFact: getFact(front), putFact: putFact(front), deleteFact: deleteFact(front) }) satisfies Record<keyof typeof memoryRoutes, Endpoint>;
