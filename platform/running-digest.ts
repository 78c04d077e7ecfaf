import { createHash } from 'node:crypto';

/** A SHA-256 over texts that come one after another; each is followed by a line feed, so that no two lists are alike. */
export type RunningDigest = { add: (text: string) => void; hex: () => string };

export function createRunningDigest(): RunningDigest {
  const hash = createHash('sha256');
  return {
    add: (text) => {
      hash.update(text).update('\n');
    },
    hex: () => hash.copy().digest('hex'),
  };
}
