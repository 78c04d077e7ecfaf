import type { Json } from '../../contract/json.ts';
import type { WidgetKind } from '../../contract/layout.ts';

/** What a draft says as a value of its control; undefined where it says none yet. */
export function draftValue(widget: WidgetKind, draft: string): Json | undefined {
  if (widget !== 'number' && widget !== 'slider') return draft;
  const value = Number(draft);
  return draft.trim() === '' || !Number.isFinite(value) ? undefined : value;
}
