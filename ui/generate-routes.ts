import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { routes } from '../contract/routes.ts';

/** The text of `routes.generated.ts`: method and path of every route, as data, so that no schema enters the browser. */
export function routeList(): string {
  const lines = Object.entries(routes).map(([name, { method, path }]) => `  ${name}: { method: '${method}', path: '${path}' },`);
  return [
    '// Written by generate-routes.ts from contract/routes.ts; not edited by hand.',
    "import type { RouteName } from '../contract/routes.ts';",
    '',
    '/** Method and path of every route, below the prefix `/api/v1`. */',
    'export const routeList: Record<RouteName, { method: string; path: string }> = {',
    ...lines,
    '};',
    '',
  ].join('\n');
}

/** Brings `routes.generated.ts` up to date with the contract. */
export const generateRoutes = (): Promise<void> => writeFile(new URL('routes.generated.ts', import.meta.url), routeList());

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await generateRoutes();
