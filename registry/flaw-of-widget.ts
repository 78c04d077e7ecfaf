import type { Json, JsonObject } from '../contract/json.ts';
import type { Widget, WidgetKind } from '../contract/layout.ts';
import type { ActionDeclaration } from '../domain/action.ts';
import { type Catalog, resolveAction } from '../domain/catalog.ts';
import { partsOf, schemaAt } from './schema-at.ts';

type Declared = Pick<Catalog, 'components' | 'actions'>;

/** What keeps a widget from being drawn: the key of the widget that is wrong, and why. */
export type WidgetFlaw = { key: string; reason: string };

const containers: readonly WidgetKind[] = ['row', 'column', 'tabs', 'card'];

/** The types of value that a control shows; where a schema says nothing of the type, any control may try. */
const shows: Partial<Record<WidgetKind, readonly string[]>> = {
  text: ['string', 'number', 'integer', 'boolean', 'null'],
  slider: ['number', 'integer'],
  number: ['number', 'integer'],
  checkbox: ['boolean'],
  select: ['string', 'number', 'integer'],
  status: ['string', 'number', 'integer', 'boolean'],
};

const typesOf = ({ type }: JsonObject): Json[] => [type ?? []].flat();

/** Why a widget cannot be drawn or would propose what its action does not take; null where it is sound. */
export function flawOfWidget(widget: Widget, declared: Declared): WidgetFlaw | null {
  const { component, action: actionRef } = widget;
  if (component !== undefined && !declared.components.has(component)) return { key: 'component', reason: `the component '${component}' is not declared` };
  const action = actionRef === undefined ? undefined : resolveAction(declared, actionRef);
  if (actionRef !== undefined && !action) return { key: 'action', reason: `the action '${actionRef}' is not declared` };
  return containers.includes(widget.widget) ? flawOfContainer(widget) : (flawOfBinding(widget, declared) ?? (action ? flawOfAction(widget, action) : null));
}

function flawOfContainer({ widget, component, path, action }: Widget): WidgetFlaw | null {
  const bound = Object.entries({ component, path, action }).find(([, value]) => value !== undefined);
  return bound ? { key: bound[0], reason: `a ${widget} holds other widgets and shows no value of its own` } : null;
}

function flawOfBinding({ widget, component, path = '', children, options }: Widget, { components }: Declared): WidgetFlaw | null {
  if (children !== undefined) return { key: 'children', reason: `a ${widget} shows a value and holds no other widgets` };
  const { stateSchema } = (component !== undefined && components.get(component)) || {};
  if (component === undefined || !stateSchema) return { key: 'component', reason: `a ${widget} needs the component whose value it shows` };
  if (path !== '' && !path.startsWith('/')) return { key: 'path', reason: `'${path}' is not a JSON Pointer; it begins with /` };
  const schema = schemaAt(stateSchema, path);
  if (!schema) return { key: 'path', reason: `'${path}' is not in the state of '${component}'` };
  const types = typesOf(schema);
  if (types.length > 0 && !types.some((type) => shows[widget]?.includes(String(type)) ?? true)) {
    return { key: 'path', reason: `a ${widget} cannot show '${path}', which is ${types.join(' or ')}` };
  }
  if (widget === 'slider') return flawOfBounds({ minimum: schema.minimum, maximum: schema.maximum }, options, stateSchema);
  if (widget === 'select' && !options?.choices && !Array.isArray(schema.enum)) return { key: 'options', reason: `a select needs choices: an enum in the schema, or options.choices` };
  return null;
}

function flawOfBounds({ minimum, maximum }: { minimum: Json | undefined; maximum: Json | undefined }, options: Widget['options'], stateSchema: JsonObject): WidgetFlaw | null {
  const bounds = { min: options?.min ?? minimum, max: options?.max ?? maximum };
  for (const [name, bound] of Object.entries(bounds)) {
    if (typeof bound === 'number') continue;
    if (typeof bound !== 'string') return { key: 'options', reason: `a slider needs options.${name}, because the schema has no bound there` };
    const schema = schemaAt(stateSchema, bound);
    if (!schema || !typesOf(schema).some((type) => type === 'number' || type === 'integer')) return { key: `options/${name}`, reason: `'${bound}' is not a number in the state of the component` };
  }
  return null;
}

const inputNames = ({ inputSchema: { properties } }: ActionDeclaration): string[] =>
  typeof properties === 'object' && properties !== null && !Array.isArray(properties) ? Object.keys(properties) : [];

/** The input that takes the value: the one that is named, else `value`, else the one that is called as the value is; the page reads it the same way. */
function inputOf({ path = '', options }: Widget, action: ActionDeclaration): string | undefined {
  const names = inputNames(action);
  return [options?.input, 'value', partsOf(path).at(-1)].find((name) => name !== undefined && (name === options?.input || names.includes(name)));
}

function flawOfAction(widget: Widget, action: ActionDeclaration): WidgetFlaw | null {
  if (widget.widget === 'status' || widget.widget === 'json') return { key: 'action', reason: `a ${widget.widget} only shows a value; an action needs a text, number, slider, checkbox or select` };
  const names = inputNames(action);
  const given = Object.keys(widget.options?.inputs ?? {});
  const input = inputOf(widget, action);
  const last = partsOf(widget.path ?? '').at(-1);
  if (input === undefined) return { key: 'action', reason: `'${action.id}' takes no input called 'value'${last ? ` or '${last}'` : ''}; name the one to fill in as options.input` };
  if (!names.includes(input)) return { key: 'options/input', reason: `'${action.id}' takes no input called '${input}'` };
  const unknown = given.find((name) => !names.includes(name));
  if (unknown !== undefined) return { key: `options/inputs/${unknown}`, reason: `'${action.id}' takes no input called '${unknown}'` };
  const { required } = action.inputSchema;
  const missing = (Array.isArray(required) ? required : []).find((name) => name !== input && !given.includes(String(name)) && !hasDefault(action, String(name)));
  return missing === undefined ? null : { key: 'action', reason: `'${action.id}' also requires '${String(missing)}'; give it in options.inputs` };
}

function hasDefault({ inputSchema: { properties } }: ActionDeclaration, name: string): boolean {
  const schema = typeof properties === 'object' && properties !== null && !Array.isArray(properties) ? properties[name] : undefined;
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema) && schema.default !== undefined;
}
