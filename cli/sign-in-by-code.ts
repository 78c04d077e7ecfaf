import { hostname } from 'node:os';
import type { DeviceAnswer, StartedDeviceGrant } from '../contract/device-grant.ts';
import { routes } from '../contract/routes.ts';
import type { Client } from './client.ts';
import { CommandError } from './command-error.ts';
import { EXIT_CODES } from './exit-code.ts';
import { pause } from './pause.ts';
import type { Login } from './saved-logins.ts';
import { TOKEN_LASTS_DAYS } from './sign-in.ts';
import type { Shell } from './shell.ts';
import { untilInterrupted } from './until-interrupted.ts';

/** What is added to the wait whenever the API asks to slow down (RFC 8628, section 3.5). */
const SLOWER_BY_MS = 5_000;

/** Signs in by a code that a person approves in the browser, on this computer or another one: the device flow of RFC 8628. */
export async function signInByCode(shell: Shell): Promise<Login> {
  const client = shell.clientWith({});
  const answer = await untilInterrupted(async (signal) => {
    const grant = await client.call(routes.postDevice, { body: { clientName: `gatehouse login on ${hostname()}`.slice(0, 100), expiresInDays: TOKEN_LASTS_DAYS } });
    shell.terminal.warn(`Open ${grant.verificationUriComplete} in a browser, sign in, and approve this code:\n\n  ${grant.userCode}\n\nWaiting for the approval; Ctrl-C ends it.`);
    return untilAnswered(client, grant, signal);
  });
  return loginOf(answer);
}

/** Asks at the pace that the API wants, until the code is answered or its time is over. */
async function untilAnswered(client: Client, { deviceCode, expiresInSeconds, intervalSeconds }: StartedDeviceGrant, signal: AbortSignal): Promise<DeviceAnswer> {
  let waitMs = intervalSeconds * 1_000;
  const endsAtMs = performance.now() + expiresInSeconds * 1_000;
  while (performance.now() < endsAtMs) {
    await pause(waitMs, signal);
    const answer = await client.call(routes.pollDevice, { body: { deviceCode } });
    if (answer.status !== 'pending' && answer.status !== 'slow_down') return answer;
    if (answer.status === 'slow_down') waitMs += SLOWER_BY_MS;
  }
  return { status: 'expired' };
}

function loginOf(answer: DeviceAnswer): Login {
  if (answer.status === 'denied') throw new CommandError('The sign-in was denied.', EXIT_CODES.refused);
  if (answer.status !== 'approved') throw new CommandError("Nobody approved the code in time; run 'gatehouse login' again for a new one.");
  if (answer.token === null) throw new CommandError('The answer holds no token.');
  return { token: answer.token, tokenId: answer.tokenId, username: answer.username };
}
