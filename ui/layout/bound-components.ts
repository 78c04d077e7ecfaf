import type { Widget } from '../../contract/layout.ts';

/** The components that a widget and all it holds are bound to. */
export const boundComponents = ({ component, children = [] }: Widget): string[] => [...new Set([...(component ? [component] : []), ...children.flatMap(boundComponents)])];
