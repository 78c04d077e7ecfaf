import type { RouteName } from '../../contract/routes.ts';

/** The routes that look at a version: those that change only what is still at it, and those that answer only what is no longer at it. */
export const CONDITIONAL: Readonly<Record<string, 'if-match' | 'if-none-match'>> = {
  postIntent: 'if-match',
  postPlan: 'if-match',
  putPolicy: 'if-match',
  getState: 'if-none-match',
  getPolicy: 'if-none-match',
} satisfies Partial<Record<RouteName, 'if-match' | 'if-none-match'>>;
