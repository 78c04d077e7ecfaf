import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import { createCodec } from './codec.ts';
import type { Seal } from './seal.ts';

/** How clients and workers of this installation write payloads: failures packed whole, everything encrypted. */
export const createDataConverter = (seal: Seal): DataConverter => ({
  failureConverterPath: fileURLToPath(new URL('./failure-converter.ts', import.meta.url)),
  payloadCodecs: [createCodec(seal)],
});
