type Option = { value: string; label: string };
type Given = { label: string; value: string | undefined; options: readonly Option[]; onChange: (value: string | undefined) => void };

/** Narrows to one of several values, or to none of them. */
export const ChoiceFilter = ({ label, value, options, onChange }: Given) => (
  <select className={value ? 'filter filter-set' : 'filter'} aria-label={label} value={value ?? ''} onChange={({ target }) => onChange(target.value || undefined)}>
    <option value="">{label}</option>
    {options.map((option) => (
      <option key={option.value} value={option.value}>
        {option.label}
      </option>
    ))}
  </select>
);
