import { join } from 'node:path';

/** Where the launcher leaves a sign-in link for the command line of the person who started it. */
export const terminalLinkPath = (home: string): string => join(home, 'terminal-sign-in');
