import { z } from 'zod';
import { PolicyRule } from './policy.ts';

const Reason = z.string().min(1).max(500);

/** What a rule of OPA says: yes or no, the reasons against it, or an effect with what a rule of a policy may have beside it. */
export const OpaAnswer = z.union([
  z.boolean(),
  z.array(Reason).max(100),
  PolicyRule.pick({ effect: true, message: true, requiredRole: true, quorum: true, expiresAfter: true }).extend({ rule: PolicyRule.shape.id.default('opa') }),
]);
export type OpaAnswer = z.infer<typeof OpaAnswer>;
