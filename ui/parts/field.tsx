import { useId } from 'react';
import type { ComponentProps, ReactNode } from 'react';
import './field.css';

/** A labelled place to type, with what it expects and what is wrong with it. */
export function Field({ label, hint, error, ...rest }: ComponentProps<'input'> & { label: ReactNode; hint?: string; error?: string }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} className="input" aria-invalid={error ? true : undefined} aria-describedby={error || hint ? `${id}-note` : undefined} {...rest} />
      {(error || hint) && (
        <p id={`${id}-note`} className={error ? 'field-error' : 'faint'}>
          {error || hint}
        </p>
      )}
    </div>
  );
}
