import type { JsonObject } from '../../contract/json.ts';
import { routes } from '../../contract/routes.ts';
import { findVersionAt, findVersionOfRequest } from '../../db/stores/stored-versions.ts';
import { readState } from '../../db/stores/states.ts';
import { canonicalText } from '../../domain/state/canonical.ts';
import { wholeState } from '../../domain/state/whole-state.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { answer, notModified } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { entityTag, isKnown } from '../entity-tag.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';
import { type StateAt, stateAt } from '../state-at.ts';

type Selector = { version?: number | undefined; at?: string | undefined; requestId?: string | undefined };

/** Shows the state of a project as it is, or as it was at a version, at an instant or for a request; its ETag is the version. */
export const getState = (front: Front) =>
  endpoint(routes.getState, async ({ project: { projectId }, query, headers }) => {
    const chosen = await chooseVersion(front, projectId, query);
    const { version, at, executionId, components } = chosen === null ? await currentState(front, projectId) : await stateAt(front, projectId, chosen);
    const tag = { ETag: entityTag(version) };
    if (isKnown(headers, version)) return notModified(tag);
    const whole: { [componentId: string]: JsonObject } = { ...components };
    return answer({ version, at: at.toISOString(), executionId, checksum: sha256Hex(canonicalText(whole)), components: whole }, tag);
  });

/** The version that is asked for, null for the newest one. */
async function chooseVersion({ database }: Front, projectId: string, { version, at, requestId }: Selector): Promise<number | null> {
  if (version !== undefined) return version;
  if (at !== undefined) return found(await findVersionAt(database.read, projectId, at), 'The project did not exist yet.');
  if (requestId !== undefined) return found(await findVersionOfRequest(database.read, projectId, requestId), 'There is no execution of that request.');
  return null;
}

function found(version: number | undefined, otherwise: string): number {
  if (version === undefined) throw new ProblemError('not_found', otherwise);
  return version;
}

async function currentState({ database, catalog }: Front, projectId: string): Promise<StateAt> {
  const stored = await readState(database.read, projectId);
  if (!stored) throw new ProblemError('not_found', 'There is no such project.');
  return { ...stored, components: wholeState(catalog, stored.components) };
}
