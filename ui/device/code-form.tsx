import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';

const LETTERS = 8;

const lettersOf = (text: string): string => text.toUpperCase().replace(/[^A-Z]/g, '');

/** Asks for the code that a program shows; case, dash and spaces do not matter. */
export function CodeForm({ wrong, onCode }: { wrong?: string; onCode: (code: string) => void }) {
  const [typed, setTyped] = useState('');
  const letters = lettersOf(typed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (letters.length === LETTERS) onCode(`${letters.slice(0, LETTERS / 2)}-${letters.slice(LETTERS / 2)}`);
  };
  return (
    <form onSubmit={submit}>
      <Field
        label="Code"
        hint="Eight letters, as the program shows them"
        error={wrong}
        className="input device-input"
        placeholder="XXXX-XXXX"
        autoFocus
        required
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={20}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Button type="submit" look="primary" disabled={letters.length !== LETTERS}>
        Continue
      </Button>
    </form>
  );
}
