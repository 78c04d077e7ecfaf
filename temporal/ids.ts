export { ids } from '../workflows/ids.ts';
