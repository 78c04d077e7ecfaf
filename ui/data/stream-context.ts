import { createContext, useContext } from 'react';

/** How the page hears from the server: `live`; `connecting` for the first time; `lost` and trying again. */
export type StreamStatus = 'connecting' | 'live' | 'lost';

export const StreamContext = createContext<StreamStatus>('connecting');

/** Whether what is on the page follows the server. */
export const useStreamStatus = (): StreamStatus => useContext(StreamContext);
