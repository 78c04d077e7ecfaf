import { z } from 'zod';
import { MediaDigest } from '../media.ts';
import { project, type Route } from '../route.ts';

/** What people attach to messages and intents. */
export const mediaRoutes = {
  /** Its data is the content itself, under its own type. */
  getMedia: {
    method: 'get',
    path: '/projects/:projectId/media/:sha256',
    summary: 'Read the content of an attachment: one’s own, or one that an execution used',
    access: 'viewer',
    params: z.object({ ...project, sha256: MediaDigest }),
    data: z.string(),
  },
} as const satisfies Record<string, Route>;
