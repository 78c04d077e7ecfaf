import type { JWTVerifyGetKey } from 'jose';
import type { Configuration } from 'openid-client';

/** What is known of a provider that has answered: how to talk to it, and what its signatures must look like. */
export type KnownProvider = {
  client: Configuration;
  issuer: string;
  /** The algorithms that it announces and that are accepted; all of them asymmetric. */
  algorithms: string[];
  keys: JWTVerifyGetKey;
};
