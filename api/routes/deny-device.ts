import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { decideDevice } from '../device-grant-of.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Refuses a program that asks to be signed in. */
export const denyDevice = (front: Front) => endpoint(routes.denyDevice, async (call) => answer(await decideDevice(front, call, 'denied')));
