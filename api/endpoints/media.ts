import type { mediaRoutes } from '../../contract/routes/media.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { getMedia } from '../routes/get-media.ts';

/** What answers each route of `contract/routes/media.ts`; a route without a line here does not compile. */
export const mediaEndpoints = (front: Front) => ({ getMedia: getMedia(front) }) satisfies Record<keyof typeof mediaRoutes, Endpoint>;
