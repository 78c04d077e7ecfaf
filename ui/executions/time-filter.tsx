const MINUTE_MS = 60_000;
const MINUTE_CHARACTERS = 16;

/** An instant as the browser's field for local times wants it. */
function toLocal(instant: string | undefined): string {
  const time = Date.parse(instant ?? '');
  if (Number.isNaN(time)) return '';
  return new Date(time - new Date(time).getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, MINUTE_CHARACTERS);
}

function toInstant(local: string): string | undefined {
  const time = Date.parse(local);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

type Given = { label: string; value: string | undefined; onChange: (value: string | undefined) => void };

/** Narrows to a time before or after, to the minute, in the time zone of the reader. */
export const TimeFilter = ({ label, value, onChange }: Given) => (
  <label className={value ? 'filter filter-time filter-set' : 'filter filter-time'}>
    {label}
    <input type="datetime-local" value={toLocal(value)} onClick={({ currentTarget }) => currentTarget.showPicker()} onChange={({ target }) => onChange(toInstant(target.value))} />
  </label>
);
