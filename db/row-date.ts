import { z } from 'zod';

/** A `timestamptz` as the driver hands it over, which is text. */
export const RowDate = z.coerce.date();
