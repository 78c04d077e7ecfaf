import { useId } from 'react';
import type { Widget, WidgetKind } from '../../contract/layout.ts';
import type { ActionSummary } from '../../contract/registry.ts';
import { isPermitted } from '../data/is-permitted.ts';
import { useOpenProject } from '../data/project-context.ts';
import { executionLook } from '../parts/look.ts';
import { pointerParts } from '../parts/pointer.ts';
import { bind, findAction } from './binding.ts';
import type { Bound } from './binding.ts';
import { EditableValue } from './editable-value.tsx';
import { usePanel } from './panel-context.ts';
import { ShownJson } from './shown-json.tsx';
import { ShownValue } from './shown-value.tsx';
import { useTouch } from './use-touch.ts';
import { valueText } from './value-text.ts';
import './bound-widget.css';

const edits: readonly WidgetKind[] = ['text', 'number', 'slider', 'checkbox', 'select'];

/** The action behind a widget, where it edits and whoever looks may try. */
function useAction(widget: Widget): ActionSummary | undefined {
  const { registry, mayEdit } = usePanel();
  const { role } = useOpenProject();
  const action = mayEdit && edits.includes(widget.widget) ? findAction(registry.actions, widget.action) : undefined;
  return action && isPermitted(role, action.risk) ? action : undefined;
}

function nameOf({ title, path = '', component = '' }: Widget): string {
  return title ?? pointerParts(path).at(-1) ?? component;
}

type Given = { widget: Widget; bound: Bound; title: string; nameId: string; controlId: string; action: ActionSummary | undefined };

function Body({ widget, bound, title, nameId, controlId, action }: Given) {
  if (action) return <EditableValue widget={widget} bound={bound} title={title} action={action} controlId={controlId} />;
  if (widget.widget === 'json') return <ShownJson title={title} value={bound.value} />;
  return <ShownValue widget={widget.widget} bound={bound} labelledBy={nameId} />;
}

function Name({ id, title, controlId }: { id: string; title: string; controlId: string | undefined }) {
  const same = { id, className: 'bound-name' };
  return controlId ? <label {...same} htmlFor={controlId}>{title}</label> : <span {...same}>{title}</span>;
}

/** One value of the state under its name, as its widget shows it; the last to touch it leaves a mark in the colour of its outcome. */
export function BoundWidget({ widget }: { widget: Widget }) {
  const { components, registry } = usePanel();
  const id = useId();
  const { component = '', path = '' } = widget;
  const bound = bind(widget, components[component] ?? {}, registry.components.find(({ componentId }) => componentId === component));
  const action = useAction(widget);
  const { execution, isNew } = useTouch(widget);
  const title = nameOf(widget);
  const classes = ['bound', `tone-${execution ? executionLook(execution).tone : 'calm'}`, ...(execution ? ['bound-touched'] : []), ...(widget.widget === 'slider' ? ['bound-wide'] : [])];
  return (
    <div className={classes.join(' ')} data-bound={`${component}${path}`}>
      {isNew && <span key={execution?.executionId} className="bound-flash" aria-hidden />}
      <Name id={`${id}-name`} title={title} controlId={action && `${id}-control`} />
      {widget.widget === 'slider' && <span className="bound-figure" aria-hidden>{valueText(bound.value, bound.format)}</span>}
      <Body widget={widget} bound={bound} title={title} nameId={`${id}-name`} controlId={`${id}-control`} action={action} />
    </div>
  );
}
