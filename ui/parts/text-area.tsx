import { useId } from 'react';
import type { ComponentProps, ReactNode } from 'react';
import './field.css';
import './text-area.css';

/** A labelled place for more than a line, with what it expects and what is wrong with it. */
export function TextArea({ label, hint, error, rows = 2, ...rest }: ComponentProps<'textarea'> & { label: ReactNode; hint?: string | undefined; error?: string | undefined }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea id={id} rows={rows} className="input text-area" aria-invalid={error ? true : undefined} aria-describedby={error || hint ? `${id}-note` : undefined} {...rest} />
      {(error || hint) && (
        <p id={`${id}-note`} className={error ? 'field-error' : 'faint'}>
          {error || hint}
        </p>
      )}
    </div>
  );
}
