import { join } from 'node:path';
import { buildOnce, type Build } from './build-once.ts';

type Where = Pick<Build, 'root' | 'logFile' | 'start'>;

/** Builds the page into ui/dist, where it is not up to date. */
export async function buildInterface(where: Where): Promise<void> {
  const stamp = join(where.root, 'ui', 'dist', '.sources');
  await buildOnce({ ...where, name: 'interface build', script: [join('ui', 'build.ts')], rooms: ['ui', 'contract'], stamp });
}

/** Bundles the workflows into `directory`, where the bundle is not up to date, and answers its path: a worker that bundles by itself starts slowly. */
export async function buildWorkflows({ directory, ...where }: Where & { directory: string }): Promise<string> {
  const path = join(directory, 'workflow-bundle.js');
  const rooms = ['workflows', 'domain', 'contract', 'platform', 'worker'];
  const script = [join('worker', 'bundle-workflows.ts'), path];
  await buildOnce({ ...where, name: 'workflow build', script, rooms, stamp: `${path}.sources` });
  return path;
}
