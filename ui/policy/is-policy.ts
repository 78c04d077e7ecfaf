import type { Policy } from '../../contract/policy.ts';

/** Whether a text came to an object at all. That it is a policy is for the server to say, before it is in force. */
export const isPolicy = (value: unknown): value is Policy => typeof value === 'object' && value !== null && !Array.isArray(value);
