import type { JsonObject } from '../../contract/json.ts';
import { ActionName } from './action-name.tsx';
import { short } from './diff-words.tsx';
import './step-line.css';

/** An action with its inputs, exactly as it would run. */
export const StepLine = ({ actionId, inputs }: { actionId: string; inputs: JsonObject }) => (
  <span className="step-line">
    <ActionName actionId={actionId} />
    {Object.entries(inputs).map(([name, value]) => (
      <code key={name} className="step-input">
        <span className="faint">{name}</span> {short(value)}
      </code>
    ))}
  </span>
);
