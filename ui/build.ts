import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { checkSize } from './check-size.ts';
import { compress } from './compress.ts';
import { generateRoutes } from './generate-routes.ts';

await generateRoutes();
await build({ configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)), logLevel: 'warn' });
await compress(fileURLToPath(new URL('dist', import.meta.url)));
if (!(await checkSize())) process.exit(1);
