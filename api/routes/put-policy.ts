import { routes } from '../../contract/routes.ts';
import { parseYaml } from '../../registry/parse-yaml.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { demandedVersion, entityTag } from '../entity-tag.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';
import { JSON_ONLY } from '../read-body.ts';

/** Puts a whole new policy in force, as YAML or JSON, unless it has changed since the version that If-Match names. */
export const putPolicy = ({ policies, clock }: Front) =>
  endpoint(
    routes.putPolicy,
    async ({ caller, project: { projectId }, body: policy, headers }) => {
      const createdAt = clock.now();
      const outcome = await policies.put({ projectId, policy, ifVersion: demandedVersion(headers), createdBy: caller.userId, createdAt });
      if (outcome.kind === 'archived') throw new ProblemError('conflict', 'The project is archived.');
      if (outcome.kind === 'stale') throw new ProblemError('stale_state', 'The policy has changed since the version in If-Match.');
      const { version } = outcome;
      return answer({ version, policy, createdAt: createdAt.toISOString(), createdBy: caller.userId }, { ETag: entityTag(version) });
    },
    { parsers: { ...JSON_ONLY, 'application/yaml': parseYaml } },
  );
