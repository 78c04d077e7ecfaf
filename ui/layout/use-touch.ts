import { useState } from 'react';
import type { Widget } from '../../contract/layout.ts';
import type { ActionSummary } from '../../contract/registry.ts';
import type { Recorded } from '../data/use-execution.ts';
import { pointerParts } from '../parts/pointer.ts';
import { isChanged } from '../parts/state-rows.ts';
import { findAction, inputsFor } from './binding.ts';
import { usePanel } from './panel-context.ts';

/** An execution that changed nothing still meant this widget, if it is of the widget's action and of its fixed inputs. */
function isMeant(widget: Widget, { actionId, intent }: Recorded, actions: readonly ActionSummary[]): boolean {
  const action = findAction(actions, widget.action);
  if (!action || actionId.split('@')[0] !== action.actionId.split('@')[0]) return false;
  return Object.entries(inputsFor(widget, action, null)).every(([name, value]) => Object.hasOwn(intent.inputs, name) && (value === null || JSON.stringify(intent.inputs[name]) === JSON.stringify(value)));
}

/** The execution that last had to do with the value of a widget, and whether it came while one was looking. */
export function useTouch(widget: Widget): { execution: Recorded | undefined; isNew: boolean } {
  const { touched, registry } = usePanel();
  const touch = touched.get(widget.component ?? '');
  const place = pointerParts(widget.path ?? '');
  const found = touch && (touch.changed.length > 0 ? isChanged(place, touch.changed) : isMeant(widget, touch.execution, registry.actions)) ? touch.execution : undefined;
  const [seen] = useState(found?.executionId);
  return { execution: found, isNew: found !== undefined && found.executionId !== seen };
}
