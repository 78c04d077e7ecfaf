import { z } from 'zod';

/** How much of one claim is kept. */
export const MAX_CLAIM_VALUES = 64;
export const MAX_CLAIM_TEXT = 200;
const MAX_CLAIMS = 20;

const ClaimText = z
  .string()
  .max(MAX_CLAIM_TEXT)
  .refine((text) => text.isWellFormed() && !text.includes('\0'), 'expected a text without NUL characters and broken surrogates');
const Scalar = z.union([ClaimText, z.number(), z.boolean()]);

/** One claim that policies may read: a value, or a list of values. */
export const ClaimValue = z.union([Scalar, z.array(Scalar).max(MAX_CLAIM_VALUES)]);
export type ClaimValue = z.infer<typeof ClaimValue>;

/** What an identity provider says of a person, by the names of its claims. */
export const Claims = z.record(z.string().min(1).max(MAX_CLAIM_TEXT), ClaimValue).refine((claims) => Object.keys(claims).length <= MAX_CLAIMS, `expected at most ${MAX_CLAIMS} claims`);
export type Claims = z.infer<typeof Claims>;
