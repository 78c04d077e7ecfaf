import { createDataConverter } from '../../platform/data-converter.ts';
import { createSeal } from '../../platform/seal.ts';

/** The converter that recorded histories are read with. Its key is fixed and for tests alone: it protects nothing. */
export const recordingConverter = () => createDataConverter(createSeal([{ id: 'recording', key: Buffer.alloc(32, 'recorded histories') }]));
