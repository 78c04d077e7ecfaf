import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { jsonOrYaml } from '../json-or-yaml.ts';
import { ProblemError } from '../problems.ts';
import { requireSoundPolicy } from '../require-sound-policy.ts';

/** Stores a template in place of the one of its name, also where that came with the release; projects that began with it keep what they have. */
export const putPolicyTemplate = ({ policyTemplates, clock }: Front) =>
  endpoint(
    routes.putPolicyTemplate,
    async ({ caller, body: { name, policy } }) => {
      requireSoundPolicy(policy, '/policy');
      const stored = await policyTemplates.put({ name, policy, updatedBy: caller.userId, updatedAt: clock.now() });
      if (!stored) throw new ProblemError('conflict', 'There are as many templates as can be stored.');
      return answer(stored);
    },
    { parsers: jsonOrYaml },
  );
