import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { createClient } from '../client.ts';
import { ClientContext } from '../data/client-context.ts';
import { keys } from '../data/keys.ts';
import { createQueryClient } from '../data/query-client.ts';
import { Announcer } from '../parts/announcer.tsx';
import { NowProvider } from '../parts/now.tsx';
import { TipProvider } from '../parts/tip.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { SessionGate } from './session-gate.tsx';

function createPage() {
  const cache = createQueryClient();
  return { cache, client: createClient({ onSignedOut: () => cache.setQueryData(keys.me, null) }) };
}

/** The whole page: what everything on it needs, and behind the sign-in the pages. */
export function App() {
  const [{ cache, client }] = useState(createPage);
  return (
    <ErrorBoundary>
      <QueryClientProvider client={cache}>
        <ClientContext value={client}>
          <NowProvider>
            <TipProvider>
              <Announcer>
                <SessionGate />
              </Announcer>
            </TipProvider>
          </NowProvider>
        </ClientContext>
      </QueryClientProvider>
    </ErrorBoundary>
  );
}
