import type { DeviceGrant } from '../contract/device-grant.ts';
import { readUserCode, showUserCode } from '../platform/user-code.ts';
import { countGuess } from './auth/guesses.ts';
import type { Caller } from './auth/caller.ts';
import type { Front } from './front.ts';
import { ProblemError } from './problems.ts';

const MAC_PURPOSE = 'device-user-code';

type Asked = { caller: Caller; address: string; params: { userCode: string } };

/** The hash under which a user code is stored; a plain one could be undone, because the codes are short. */
export const hashUserCode = ({ seal }: Pick<Front, 'seal'>, code: string): string => seal.mac(MAC_PURPOSE, code);

/** The grant that a signed-in person names by its code, with its stored hashes; a wrong code counts as a guess. An access token may not ask. */
export async function deviceGrantOf(front: Front, { caller, address, params }: Asked): Promise<{ grant: DeviceGrant; hashes: readonly string[] }> {
  if (caller.via !== 'session') throw new ProblemError('forbidden', 'Only a person who is signed in in the browser may do this, not an access token.');
  const takeBack = countGuess(front, { userId: caller.userId, address });
  const code = readUserCode(params.userCode);
  const hashes = code === null ? [] : front.seal.macs(MAC_PURPOSE, code);
  const found = await front.deviceGrants.find(hashes, front.clock.now());
  if (code === null || found === null) throw new ProblemError('not_found', 'Nothing waits under this code. It may be mistyped, used already, or older than ten minutes.');
  takeBack();
  return { grant: { userCode: showUserCode(code), ...found }, hashes };
}

/** Approves or denies the grant for the caller, unless it was answered before. */
export async function decideDevice(front: Front, asked: Asked, status: 'approved' | 'denied'): Promise<DeviceGrant> {
  const { grant, hashes } = await deviceGrantOf(front, asked);
  const outcome = await front.deviceGrants.decide(hashes, { status, userId: asked.caller.userId, now: front.clock.now() });
  if (outcome === 'unknown') throw new ProblemError('not_found', 'The code has ended meanwhile.');
  if (outcome === 'decided') throw new ProblemError('conflict', 'The request was answered already. Start again in the program for a new code.');
  return { ...grant, status };
}
