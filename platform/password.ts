import { argon2id, hash, verify } from 'argon2';

// The parameters that OWASP recommends for argon2id: 19 MiB, two passes, one lane.
const PARAMETERS = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

// A well-formed hash that no password is known to match; checking it costs the same as checking a real one.
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** The argon2id hash of a password, with its salt and parameters in the text. */
export const hashPassword = (password: string): Promise<string> => hash(password, PARAMETERS);

/** Whether a password fits a hash. Without a hash it is never right, and takes as long, so that time does not tell who exists. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const fits = await verify(passwordHash ?? NOBODY, password);
  return passwordHash !== null && fits;
}
