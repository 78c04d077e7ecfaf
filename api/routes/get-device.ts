import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { deviceGrantOf } from '../device-grant-of.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Tells a signed-in person which program asks to be signed in, from where and since when. */
export const getDevice = (front: Front) => endpoint(routes.getDevice, async (call) => answer((await deviceGrantOf(front, call)).grant));
