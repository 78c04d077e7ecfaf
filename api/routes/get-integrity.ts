import type { IntegrityReport } from '../../contract/integrity.ts';
import { routes } from '../../contract/routes.ts';
import { verifyIntegrity } from '../../db/verify-integrity.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { peopleAddressOf } from '../people-address.ts';
import { ProblemError } from '../problems.ts';

/** Verifies every record of a project; a clean verification by an admin lets executions of a broken project run again. */
export const getIntegrity = (front: Front) => {
  const running = new Map<string, Promise<IntegrityReport | undefined>>();
  return endpoint(routes.getIntegrity, async ({ caller, project: { projectId } }) => {
    const lifts = caller.role === 'admin' || caller.isSystemAdmin;
    const name = `${projectId} ${lifts}`;
    const report = running.get(name) ?? verifyIntegrity({ ...front, sha256: sha256Hex, peopleAddress: peopleAddressOf(front.config) }, { projectId, lifts }).finally(() => running.delete(name));
    running.set(name, report); // Whoever asks meanwhile waits for the same verification.
    const found = await report;
    if (!found) throw new ProblemError('not_found', 'There is no such project.');
    return answer(found);
  });
};
