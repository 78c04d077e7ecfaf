import { routes } from '../../contract/routes.ts';
import { findPolicyWarnings } from '../../domain/policy/find-policy-warnings.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { demandedVersion, entityTag } from '../entity-tag.ts';
import type { Front } from '../front.ts';
import { jsonOrYaml } from '../json-or-yaml.ts';
import { ProblemError } from '../problems.ts';
import { requireSoundPolicy } from '../require-sound-policy.ts';

/** Puts a whole new policy in force, as YAML or JSON, unless it has changed since the version that If-Match names. */
export const putPolicy = ({ policies, members, catalog, clock }: Front) =>
  endpoint(
    routes.putPolicy,
    async ({ caller, project: { projectId }, body: policy, headers }) => {
      requireSoundPolicy(policy);
      const createdAt = clock.now();
      const outcome = await policies.put({ projectId, policy, ifVersion: demandedVersion(headers), createdBy: caller.userId, createdAt });
      if (outcome.kind === 'archived') throw new ProblemError('conflict', 'The project is archived.');
      if (outcome.kind === 'stale') throw new ProblemError('stale_state', 'The policy has changed since the version in If-Match.');
      const { version } = outcome;
      const warnings = findPolicyWarnings(policy, { catalog, members: await members.countByRole(projectId) });
      return answer({ version, policy, createdAt: createdAt.toISOString(), createdBy: caller.userId, warnings }, { ETag: entityTag(version) });
    },
    { parsers: jsonOrYaml },
  );
