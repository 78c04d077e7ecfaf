import type { Config } from '../platform/config.ts';
import { localAddress } from '../platform/local-address.ts';

/** The address of the page, as people reach it, without a slash at its end. */
export const peopleAddressOf = (config: Config): string => config.publicUrl ?? localAddress(config);
