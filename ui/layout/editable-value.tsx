import { useState } from 'react';
import type { ComponentType } from 'react';
import type { Json } from '../../contract/json.ts';
import type { Widget, WidgetKind } from '../../contract/layout.ts';
import type { ActionSummary } from '../../contract/registry.ts';
import { Button } from '../parts/button.tsx';
import { KeyHint } from '../parts/key-hint.tsx';
import { StepLine } from '../parts/step-line.tsx';
import { inputsFor } from './binding.ts';
import type { Bound } from './binding.ts';
import { CheckboxControl, SelectControl } from './choice-controls.tsx';
import type { ControlGiven } from './control.ts';
import { draftValue } from './draft-value.ts';
import { NumberControl } from './number-control.tsx';
import { ProposalNote } from './proposal-note.tsx';
import { SliderControl } from './slider-control.tsx';
import { TextControl } from './text-control.tsx';
import { useProposal } from './use-proposal.ts';

const controls: Partial<Record<WidgetKind, ComponentType<ControlGiven>>> = { text: TextControl, number: NumberControl, slider: SliderControl, checkbox: CheckboxControl, select: SelectControl };

/** What is typed is proposed by a key that means it; what takes one touch is asked about first, unless it risks little. */
const asksFirst = (widget: WidgetKind, { confirmation, risk }: ActionSummary): boolean => confirmation || (widget !== 'text' && widget !== 'number' && risk !== 'low');

type DraftGiven = { id: string; title: string; action: ActionSummary; widget: Widget; value: Json | undefined; onRun: (value: Json) => void; onDrop: () => void };

/** What a draft would run, before it does. */
function DraftNote({ id, title, action, widget, value, onRun, onDrop }: DraftGiven) {
  return (
    <div id={id} className="proposal" role="group" aria-label={`Draft: ${title}`}>
      {value === undefined ? <p className="faint">Not a number yet.</p> : <StepLine actionId={action.actionId} inputs={inputsFor(widget, action, value)} />}
      <div className="proposal-foot">
        <Button look="primary" disabled={value === undefined} onClick={() => value !== undefined && onRun(value)}>
          Run <KeyHint keys={widget.format === 'multiline' ? 'Ctrl Enter' : 'Enter'} />
        </Button>
        <Button look="quiet" onClick={onDrop}>
          Drop <KeyHint keys="Esc" />
        </Button>
      </div>
    </div>
  );
}

type Given = { widget: Widget; bound: Bound; title: string; action: ActionSummary; controlId: string };

/** A value that can be edited: an edit becomes an intent for the widget's action, and the state alone decides what is shown. */
export function EditableValue({ widget, bound, title, action, controlId }: Given) {
  const [draft, setDraft] = useState<string | null>(null);
  const proposal = useProposal();
  const back = () => document.getElementById(controlId)?.focus();
  const propose = (value: Json) => {
    if (proposal.running) return; // One at a time; the draft stays.
    setDraft(null);
    if (value !== bound.value) proposal.propose({ actionId: action.actionId, inputs: inputsFor(widget, action, value) }, asksFirst(widget.widget, action));
    back();
  };
  const edit = (next: string | null) => {
    setDraft(next);
    if (next !== null && (proposal.outcome || proposal.asking)) proposal.dismiss();
  };
  const drop = () => {
    setDraft(null);
    back();
  };
  const guarded = { ...proposal, confirm: () => { proposal.confirm(); back(); }, dismiss: () => { proposal.dismiss(); if (proposal.asking) back(); } };
  const Control = controls[widget.widget] ?? TextControl;
  const draftId = `${controlId}-draft`;
  return (
    <>
      <Control id={controlId} describedBy={draft === null ? undefined : draftId} bound={bound} busy={proposal.running !== null} draft={draft} onDraft={edit} onPropose={propose} />
      {draft === null ? <ProposalNote proposal={guarded} title={action.title} /> : <DraftNote id={draftId} title={title} action={action} widget={widget} value={draftValue(widget.widget, draft)} onRun={propose} onDrop={drop} />}
    </>
  );
}
