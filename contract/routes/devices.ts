import { z } from 'zod';
import { DeviceAnswer, DeviceGrant, NewDeviceGrant, StartedDeviceGrant } from '../device-grant.ts';
import type { Route } from '../route.ts';

const code = z.object({ userCode: z.string().min(1).max(40) });

/** Signing in a program by a code that a person approves in the browser (RFC 8628). Only a session reads and answers a request: no token makes another one this way. */
export const devicesRoutes = {
  postDevice: { method: 'post', path: '/auth/device', summary: 'Ask for a code by which a person can sign a program in', access: 'anyone', body: NewDeviceGrant, data: StartedDeviceGrant },
  pollDevice: {
    method: 'post',
    path: '/auth/device/token',
    summary: 'Ask whether the code was approved; the access token is in the first answer after that',
    access: 'anyone',
    body: z.strictObject({ deviceCode: z.string().min(1).max(100) }),
    data: DeviceAnswer,
  },
  getDevice: { method: 'get', path: '/auth/device/:userCode', summary: 'Read which program asks to be signed in', access: 'user', forbidsScopes: 'any', params: code, data: DeviceGrant },
  approveDevice: { method: 'post', path: '/auth/device/:userCode/approve', summary: 'Let the program sign in as oneself', access: 'user', forbidsScopes: 'any', params: code, data: DeviceGrant },
  denyDevice: { method: 'post', path: '/auth/device/:userCode/deny', summary: 'Refuse the program', access: 'user', forbidsScopes: 'any', params: code, data: DeviceGrant },
} as const satisfies Record<string, Route>;
