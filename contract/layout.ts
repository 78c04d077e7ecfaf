import { z } from 'zod';
import { JsonObject } from './json.ts';

/** What a widget may be: the first four hold others, the others show one value. */
export const WidgetKind = z.enum(['row', 'column', 'tabs', 'card', 'text', 'slider', 'number', 'checkbox', 'select', 'status', 'json']);
export type WidgetKind = z.infer<typeof WidgetKind>;

/** How a status is coloured; each colour comes with a sign of its own. */
export const StatusTone = z.enum(['success', 'refused', 'failed', 'waiting', 'calm']);
export type StatusTone = z.infer<typeof StatusTone>;

/** A bound of a number: itself, or the JSON Pointer of a number in the same component. */
const Bound = z.union([z.number(), z.string().startsWith('/')]);

/** What a control allows, and how it fills in its action: `input` takes the value, `inputs` are sent as they are. */
export const WidgetOptions = z.strictObject({
  min: Bound.optional(),
  max: Bound.optional(),
  step: z.number().positive().optional(),
  choices: z.array(z.union([z.string(), z.number()])).min(1).max(200).optional(),
  tones: z.record(z.string(), StatusTone).optional(),
  input: z.string().optional(),
  inputs: JsonObject.optional(),
});
export type WidgetOptions = z.infer<typeof WidgetOptions>;

/**
 * One widget of a layout: a container with `children`, or a control bound to `component` and `path` (a JSON Pointer
 * inside it). `format` is percent, integer, decimal, bytes, datetime, multiline, or a unit that stands after the value.
 */
export type Widget = {
  widget: WidgetKind;
  title?: string;
  component?: string;
  path?: string;
  format?: string;
  action?: string;
  options?: WidgetOptions;
  children?: Widget[];
};

export const Widget: z.ZodType<Widget> = z.strictObject({
  widget: WidgetKind,
  title: z.string().max(200).optional(),
  component: z.string().optional(),
  path: z.string().max(1_000).optional(),
  format: z.string().max(40).optional(),
  action: z.string().optional(),
  options: WidgetOptions.optional(),
  get children() {
    return z.array(Widget).max(100).optional();
  },
});

/** How a pack wants its components shown. */
export const Layout = z.strictObject({ layoutId: z.string(), title: z.string(), root: Widget });
export type Layout = z.infer<typeof Layout>;
