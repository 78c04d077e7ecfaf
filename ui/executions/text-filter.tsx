import { useEffect, useId, useState } from 'react';
import type { KeyboardEvent } from 'react';

const LONGEST = 200;

type Given = { label: string; value: string | undefined; width: number; suggestions?: readonly string[]; onChange: (value: string | undefined) => void };

/** Narrows to a text, once it is whole: on Enter, on a suggestion, or when one goes on. */
export function TextFilter({ label, value = '', width, suggestions, onChange }: Given) {
  const list = useId();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const use = (given: string) => {
    if (given.trim() !== value) onChange(given.trim() || undefined);
  };
  const type = (given: string) => {
    setText(given);
    if (suggestions?.includes(given) || given === '') use(given);
  };
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Enter') use(text);
  };
  return (
    <>
      <input className={value ? 'filter filter-set' : 'filter'} style={{ width: `${width}ch` }} aria-label={label} placeholder={label} list={suggestions && list} maxLength={LONGEST}
        spellCheck={false} autoComplete="off" value={text} onChange={({ target }) => type(target.value)} onKeyDown={onKeyDown} onBlur={() => use(text)} />
      {suggestions && (
        <datalist id={list}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </>
  );
}
