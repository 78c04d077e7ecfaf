import { routes } from '../../contract/routes.ts';
import type { DeviceAnswer } from '../../contract/device-grant.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { answer } from '../answer.ts';
import { mintAccessToken } from '../auth/access-token.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** How long a program waits between its questions. */
export const POLL_INTERVAL_MS = 5_000;
/** Questions that were sent on time arrive a little unevenly. */
const UNEVEN_MS = 500;

/** Tells a program where its request stands (RFC 8628, section 3.4). The token is made for the first question after the approval, so that it is stored nowhere. */
export const pollDevice = (front: Front) => endpoint(routes.pollDevice, async ({ body }) => answer(await poll(front, sha256Hex(body.deviceCode))));

async function poll(front: Front, deviceHash: string): Promise<DeviceAnswer> {
  const now = front.clock.now();
  const found = await front.deviceGrants.look(deviceHash, now);
  if (found === null) return { status: 'expired' };
  if (found.status === 'approved') return redeem(front, deviceHash, now);
  if (found.status === 'denied') return { status: 'denied' };
  await front.deviceGrants.touch(deviceHash, now);
  const early = found.askedAt !== null && now.getTime() - found.askedAt.getTime() < POLL_INTERVAL_MS - UNEVEN_MS;
  return { status: early ? 'slow_down' : 'pending' };
}

async function redeem({ deviceGrants, mintId }: Front, deviceHash: string, now: Date): Promise<DeviceAnswer> {
  const { token, ...minted } = mintAccessToken();
  const redeemed = await deviceGrants.redeem(deviceHash, { ...minted, tokenId: mintId() }, now);
  if (redeemed.outcome === 'too_many') throw new ProblemError('conflict', 'A person may have 100 access tokens; revoke one first.');
  if (redeemed.outcome !== 'approved') return { status: redeemed.outcome };
  return { status: 'approved', ...redeemed.token, lastUsedAt: null, token, username: redeemed.username };
}
