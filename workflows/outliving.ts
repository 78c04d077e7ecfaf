import { ownLabels } from './own-labels.ts';

/** How a child is started that goes on when its parent has ended; a short workflow task timeout lets another worker take over within seconds. */
export function outliving() {
  return { parentClosePolicy: 'ABANDON', workflowTaskTimeout: '2 s', ...ownLabels() } as const;
}
