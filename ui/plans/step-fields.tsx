import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useId } from 'react';
import type { ActionSummary } from '../../contract/registry.ts';
import { Field } from '../parts/field.tsx';
import { IconButton } from '../parts/icon-button.tsx';
import { TextArea } from '../parts/text-area.tsx';
import { inputsProblem } from './step-drafts.ts';
import type { StepDraft } from './step-drafts.ts';

const MOST_LINES = 12;

type Given = {
  step: StepDraft;
  index: number;
  count: number;
  actions: readonly ActionSummary[];
  onChange: (step: StepDraft) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
};

/** One step to type: the action, its inputs as JSON, and its place. */
export function StepFields({ step, index, count, actions, onChange, onMove, onRemove }: Given) {
  const list = useId();
  const known = actions.find(({ actionId }) => actionId === step.actionId || actionId.split('@')[0] === step.actionId);
  return (
    <fieldset className="step-fields">
      <legend>Step {index + 1}</legend>
      <div className="step-place">
        <IconButton label={`Move step ${index + 1} up`} icon={ArrowUp} disabled={index === 0} onClick={() => onMove(-1)} />
        <IconButton label={`Move step ${index + 1} down`} icon={ArrowDown} disabled={index === count - 1} onClick={() => onMove(1)} />
        <IconButton label={`Remove step ${index + 1}`} icon={Trash2} disabled={count === 1} onClick={onRemove} />
      </div>
      <Field
        label="Action"
        list={list}
        required
        autoComplete="off"
        spellCheck={false}
        hint={known?.title ?? 'An action id, such as demo.counter.set'}
        value={step.actionId}
        onChange={({ target }) => onChange({ ...step, actionId: target.value, confirmed: false })}
      />
      <datalist id={list}>
        {actions.map(({ actionId, title }) => (
          <option key={actionId} value={actionId.split('@')[0]}>
            {title}
          </option>
        ))}
      </datalist>
      <TextArea
        label="Inputs"
        className="input text-area text-area-code"
        spellCheck={false}
        rows={Math.min(MOST_LINES, step.inputs.split('\n').length)}
        error={inputsProblem(step.inputs)}
        value={step.inputs}
        onChange={({ target }) => onChange({ ...step, inputs: target.value, confirmed: false })}
      />
    </fieldset>
  );
}
