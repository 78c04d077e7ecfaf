import type { devicesRoutes } from '../../contract/routes/devices.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { approveDevice } from '../routes/approve-device.ts';
import { denyDevice } from '../routes/deny-device.ts';
import { getDevice } from '../routes/get-device.ts';
import { pollDevice } from '../routes/poll-device.ts';
import { postDevice } from '../routes/post-device.ts';

/** What answers each route of `contract/routes/devices.ts`; a route without a line here does not compile. */
export const devicesEndpoints = (front: Front) =>
  ({
    postDevice: postDevice(front),
    pollDevice: pollDevice(front),
    getDevice: getDevice(front),
    approveDevice: approveDevice(front),
    denyDevice: denyDevice(front),
  }) satisfies Record<keyof typeof devicesRoutes, Endpoint>;
