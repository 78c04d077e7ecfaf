import { useState } from 'react';
import type { Json } from '../../contract/json.ts';
import { Button } from '../parts/button.tsx';
import { JsonView } from '../parts/json-view.tsx';

/** A value as JSON, on demand. */
export function ShownJson({ title, value }: { title: string; value: Json | undefined }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Hide JSON' : 'Show JSON'}
      </Button>
      {open && <JsonView label={`JSON of ${title}`} value={value ?? null} />}
    </>
  );
}
