import { FlaskConical } from 'lucide-react';

/** Whether messages are only tried: what they ask for is worked out on a copy, and nothing is run. */
export function SimulateSwitch({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <button type="button" className="mode simulate-switch" aria-pressed={isOn} title="Work out on a copy what a message would come to" onClick={() => onChange(!isOn)}>
      <FlaskConical size={13} aria-hidden /> Simulate
    </button>
  );
}
