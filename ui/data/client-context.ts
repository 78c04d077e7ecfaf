import { createContext, useContext } from 'react';
import type { Client } from '../client.ts';

export const ClientContext = createContext<Client | null>(null);

/** The client of this page. */
export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error('The page is not wrapped in a ClientContext.');
  return client;
}
