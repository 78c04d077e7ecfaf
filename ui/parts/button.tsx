import type { ComponentProps } from 'react';
import './button.css';

type Look = 'primary' | 'plain' | 'quiet' | 'danger';

/** A button with words. `busy` says that its work goes on and keeps it from being pressed twice. */
export function Button({ look = 'plain', busy = false, disabled, children, ...rest }: ComponentProps<'button'> & { look?: Look; busy?: boolean }) {
  return (
    <button type="button" className={`button button-${look}`} disabled={disabled || busy} aria-busy={busy || undefined} {...rest}>
      {children}
    </button>
  );
}
