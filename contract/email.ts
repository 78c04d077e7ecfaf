import { z } from 'zod';

/** An email address as it is stored, but for its capitals. */
export const Email = z.email().max(254);
export type Email = z.infer<typeof Email>;
