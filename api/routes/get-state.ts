import { routes } from '../../contract/routes.ts';
import { readState } from '../../db/stores/states.ts';
import { canonicalText } from '../../domain/state/canonical.ts';
import { wholeState } from '../../domain/state/whole-state.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { answer, notModified } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { entityTag, isKnown } from '../entity-tag.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** Shows the state of a project as it is now; its ETag is the version. */
export const getState = ({ database, catalog }: Front) =>
  endpoint(routes.getState, async ({ project: { projectId }, headers }) => {
    const stored = await readState(database.read, projectId);
    if (!stored) throw new ProblemError('not_found', 'There is no such project.');
    const { version, at, executionId } = stored;
    const tag = { ETag: entityTag(version) };
    if (isKnown(headers, version)) return notModified(tag);
    const components = wholeState(catalog, stored.components);
    const checksum = sha256Hex(canonicalText(components));
    return answer({ version, at: at.toISOString(), executionId, checksum, components }, tag);
  });
