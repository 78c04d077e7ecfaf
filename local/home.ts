import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchProblem } from './launch-problem.ts';

/** Where the launcher keeps what it must know at the next start. */
export type Home = {
  directory: string;
  path: (name: string) => string;
  logFile: (name: string) => string;
};

/** The folder of the embedded services, made where it is missing. */
export function openHome(directory: string): Home {
  try {
    mkdirSync(join(directory, 'logs'), { recursive: true });
  } catch (error) {
    throw new LaunchProblem(`GATEHOUSE_HOME is ${directory}, where no folder can be made: ${error instanceof Error ? error.message : String(error)}.`);
  }
  return {
    directory,
    path: (name) => join(directory, name),
    logFile: (name) => join(directory, 'logs', `${name}.log`),
  };
}
