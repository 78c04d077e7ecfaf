import { z } from 'zod';

/** Payloads as Temporal's remote codec protocol writes them: bytes are base64. What else a payload says is kept as it is. */
export const CodecPayloads = z.object({
  payloads: z.array(z.looseObject({ metadata: z.record(z.string(), z.base64()).optional(), data: z.base64().optional() })).max(1_000),
});
export type CodecPayloads = z.infer<typeof CodecPayloads>;
