import { z } from 'zod';
import { JsonObject } from './json.ts';

/** One widget of a layout: a container with `children`, or a control bound to `component` and `path` (a JSON Pointer inside it). */
export type Widget = {
  widget: 'row' | 'column' | 'tabs' | 'card' | 'text' | 'slider' | 'number' | 'checkbox' | 'select' | 'status' | 'json';
  title?: string;
  component?: string;
  path?: string;
  format?: string;
  action?: string;
  options?: JsonObject;
  children?: Widget[];
};

export const Widget: z.ZodType<Widget> = z.strictObject({
  widget: z.enum(['row', 'column', 'tabs', 'card', 'text', 'slider', 'number', 'checkbox', 'select', 'status', 'json']),
  title: z.string().optional(),
  component: z.string().optional(),
  path: z.string().optional(),
  format: z.string().optional(),
  action: z.string().optional(),
  options: JsonObject.optional(),
  get children() {
    return z.array(Widget).max(100).optional();
  },
});

/** How a pack wants its components shown. */
export const Layout = z.strictObject({ layoutId: z.string(), title: z.string(), root: Widget });
export type Layout = z.infer<typeof Layout>;
