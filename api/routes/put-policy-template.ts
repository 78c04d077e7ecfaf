import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { demandedVersion, entityTag } from '../entity-tag.ts';
import type { Front } from '../front.ts';
import { jsonOrYaml } from '../json-or-yaml.ts';
import { ProblemError } from '../problems.ts';
import { requireSoundPolicy } from '../require-sound-policy.ts';

/** Stores a new version of a template, unless it has changed since the version that If-Match names; projects that began with an earlier one keep what they have. */
export const putPolicyTemplate = ({ policyTemplates, clock }: Front) =>
  endpoint(
    routes.putPolicyTemplate,
    async ({ caller, body: { name, policy }, headers }) => {
      requireSoundPolicy(policy, '/policy');
      const outcome = await policyTemplates.put({ name, policy, ifVersion: demandedVersion(headers), createdBy: caller.userId, createdAt: clock.now() });
      if (outcome.kind === 'stale') throw new ProblemError('stale_state', 'The template has changed since the version in If-Match.');
      if (outcome.kind === 'full') throw new ProblemError('conflict', 'There are as many templates, or versions of this one, as can be stored.');
      return answer(outcome.template, { ETag: entityTag(outcome.template.version) });
    },
    { parsers: jsonOrYaml },
  );
