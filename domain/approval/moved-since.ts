import type { Moved } from '../../contract/approval.ts';
import type { Components } from '../action.ts';
import { movedReads, type Read } from './read-set.ts';

/** What a request was asked on: the values that its decision read, and the version of the policy. */
export type AskedOn = { readonly reads: readonly Read[]; readonly policyVersion: number };

/** What of it is another one now: values in the state by their pointers, and `policy` by its version. Empty where the request still stands. */
export function movedSince({ reads, policyVersion }: AskedOn, now: { state: Components; policyVersion: number }): Moved[] {
  const policy = policyVersion === now.policyVersion ? [] : [{ path: 'policy', was: policyVersion, is: now.policyVersion }];
  return [...policy, ...movedReads(reads, now.state)];
}

/** The components that the reads stand in. */
export function componentsRead(reads: readonly Read[]): string[] {
  return [...new Set(reads.map(({ path }) => path.split('/')[1] ?? ''))];
}
