import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { decideDevice } from '../device-grant-of.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Lets a program sign in as the caller; its next question is answered with an access token. */
export const approveDevice = (front: Front) => endpoint(routes.approveDevice, async (call) => answer(await decideDevice(front, call, 'approved')));
