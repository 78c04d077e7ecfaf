import type { ComponentProps } from 'react';
import { Field } from '../parts/field.tsx';

/** A place for a value that nobody should read on the screen; the browser is told not to keep it. */
export const SecretValue = (rest: Pick<ComponentProps<typeof Field>, 'label' | 'value' | 'onChange' | 'autoFocus' | 'error'>) => (
  <Field type="password" hint="One line; a value of several is set on the command line" required autoComplete="new-password" spellCheck={false} {...rest} />
);
