import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LaunchProblem } from './launch-problem.ts';

/** Where the launcher keeps what it must know at the next start. */
export type Home = {
  directory: string;
  path: (name: string) => string;
  logFile: (name: string) => string;
};

/** The folder of the embedded services. Where it is missing it is made for its owner alone; one that is there keeps its mode. */
export function openHome(directory: string): Home {
  try {
    mkdirSync(dirname(directory), { recursive: true });
    mkdirSync(join(directory, 'logs'), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new LaunchProblem(`GATEHOUSE_HOME is ${directory}, where no folder can be made: ${error instanceof Error ? error.message : String(error)}.`);
  }
  return {
    directory,
    path: (name) => join(directory, name),
    logFile: (name) => join(directory, 'logs', `${name}.log`),
  };
}
