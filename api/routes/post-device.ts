import { routes } from '../../contract/routes.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { mintSecret } from '../../platform/ids.ts';
import { mintUserCode, showUserCode } from '../../platform/user-code.ts';
import { answer } from '../answer.ts';
import { pageAddress } from '../auth/page-address.ts';
import { hashUserCode } from '../device-grant-of.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';
import { POLL_INTERVAL_MS } from './poll-device.ts';

const LASTS_MS = 600_000;
const MAX_TRIES = 5;

/** Opens a request by which a person can sign a program in: a device authorization request of RFC 8628. Nothing comes of it until somebody approves it. */
export const postDevice = (front: Front) =>
  endpoint(routes.postDevice, async ({ body: { clientName, scopes, expiresInDays }, headers, address }) => {
    count(front, address);
    const deviceCode = mintSecret();
    const createdAt = front.clock.now();
    const about = { clientName, address, scopes: scopes ?? null, expiresInDays, createdAt, expiresAt: new Date(createdAt.getTime() + LASTS_MS) };
    const userCode = await start(front, { deviceHash: sha256Hex(deviceCode), ...about });
    const page = pageAddress({ config: front.config, headers }, '/device');
    const complete = new URL(`?code=${userCode}`, page);
    return answer({ deviceCode, userCode, verificationUri: page.href, verificationUriComplete: complete.href, expiresInSeconds: LASTS_MS / 1000, intervalSeconds: POLL_INTERVAL_MS / 1000 });
  });

function count({ deviceThrottle }: Front, address: string): void {
  const retryAfterSeconds = deviceThrottle.take(address);
  if (retryAfterSeconds > 0) throw new ProblemError('too_many_requests', `Too many codes were asked for from here; try again in ${retryAfterSeconds} s.`, { retryAfterSeconds });
}

/** Stores the grant under a code that is free, and answers the code. */
async function start(front: Front, row: Omit<Parameters<Front['deviceGrants']['start']>[0], 'userCodeHash'>): Promise<string> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const code = mintUserCode();
    if (await front.deviceGrants.start({ ...row, userCodeHash: hashUserCode(front, code) })) return showUserCode(code);
  }
  throw new Error('No free code was found for a device grant.');
}
