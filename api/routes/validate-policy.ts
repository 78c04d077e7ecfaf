import { PolicyCheck } from '../../contract/policy.ts';
import { routes } from '../../contract/routes.ts';
import { type PolicyRead, readPolicy, readPolicyJson, readPolicyText } from '../../registry/policies/read-policy.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import type { BodyParsers } from '../read-body.ts';

/** The text itself is judged, so that what is malformed is told like everything else that is wrong. */
const JUDGED: BodyParsers = {
  'application/json': (text) => checkOf(readPolicyJson(text)),
  'application/yaml': (text) => checkOf(readPolicyText(text)),
};

/** Says whether a policy could be put in force and what keeps it from that; stores nothing. */
export const validatePolicy = (_front: Front) =>
  endpoint(
    routes.validatePolicy,
    async ({ body }) => {
      const judged = PolicyCheck.safeParse(body);
      return answer(judged.success ? judged.data : checkOf(readPolicy(body)));
    },
    { parsers: JUDGED },
  );

const checkOf = (read: PolicyRead): PolicyCheck => (read.ok ? { valid: true, issues: [] } : { valid: false, issues: read.issues.map(({ path, message }) => ({ path: told(path), message: told(message) })) });

/** An issue may quote a name that cannot be stored or sent. */
const told = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');
