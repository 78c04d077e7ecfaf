import { connect } from 'node:net';
import { LaunchProblem } from './launch-problem.ts';

const ANSWER_WITHIN_MS = 5000;

/** Ends the start with one sentence unless something listens where a variable points; its secrets are not shown. */
export async function requireReachable({ variable, host, port }: { variable: string; host: string; port: number }): Promise<void> {
  const reason = await whyNot({ host, port });
  if (reason !== null) throw new LaunchProblem(`${variable} names ${host}:${port}, where nothing answers (${reason}); start it, or unset ${variable} to use the embedded one.`);
}

function whyNot({ host, port }: { host: string; port: number }): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (reason: string | null) => {
      socket.destroy();
      resolve(reason);
    };
    socket.setTimeout(ANSWER_WITHIN_MS, () => end('timeout'));
    socket.once('connect', () => end(null));
    socket.once('error', (error) => end('code' in error && typeof error.code === 'string' ? error.code : error.message));
  });
}
