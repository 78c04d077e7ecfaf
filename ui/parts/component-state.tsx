import { useState } from 'react';
import type { JsonObject } from '../../contract/json.ts';
import type { ComponentSummary } from '../../contract/registry.ts';
import { Chip } from './chip.tsx';
import { short } from './diff-words.tsx';
import { JsonView } from './json-view.tsx';
import { executionLook } from './look.ts';
import type { Look } from './look.ts';
import { isChanged, stateRows } from './state-rows.ts';
import type { StateRow } from './state-rows.ts';
import type { Touch } from '../data/touches.ts';
import './component-state.css';

const MOST = 60;

function Value({ row: { place, value }, touch, isNew }: { row: StateRow; touch: Touch | undefined; isNew: boolean }) {
  const touched = value !== undefined && isChanged(place, touch?.changed ?? []);
  return (
    <div className={`value value-${place.length}${touched ? ' value-touched' : ''}${touched && isNew ? ' value-flash' : ''}`}>
      <dt>{place.at(-1)}</dt>
      <dd>{value === undefined ? '' : short(value)}</dd>
    </div>
  );
}

function Values({ state, schema, touch }: { state: JsonObject; schema: JsonObject; touch: Touch | undefined }) {
  const latest = touch?.execution.executionId;
  const [seen] = useState(latest); // What was there when one came does not flash.
  const rows = stateRows(state, schema);
  return (
    <dl key={latest} className="values">
      {rows.slice(0, MOST).map((row) => (
        <Value key={row.place.join('/')} row={row} touch={touch} isNew={latest !== seen} />
      ))}
      {rows.length > MOST && (
        <div className="value">
          <dt>and {rows.length - MOST} more</dt>
          <dd />
        </div>
      )}
    </dl>
  );
}

type Given = { componentId: string; summary: ComponentSummary | undefined; state: JsonObject; touch: Touch | undefined; mark?: Look };

/** One component: its values, which of them changed last and what came of that (or `mark` in its place), and its JSON on demand. */
export function ComponentState({ componentId, summary, state, touch, mark }: Given) {
  const title = summary?.title ?? componentId;
  const [raw, setRaw] = useState(false);
  const look = touch && (mark ?? executionLook(touch.execution));
  return (
    <section className={`component tone-${look?.tone ?? 'calm'}`} aria-label={title} data-component={componentId}>
      <div className="component-head">
        <h2 className="truncate">{title}</h2>
        {look && <Chip look={look} />}
        <button type="button" className="component-json" aria-pressed={raw} aria-label={`JSON of ${title}`} onClick={() => setRaw(!raw)}>
          JSON
        </button>
      </div>
      <code className="component-id truncate">{componentId}</code>
      {raw ? <JsonView label={`JSON of ${title}`} value={state} /> : <Values state={state} schema={summary?.stateSchema ?? {}} touch={touch} />}
    </section>
  );
}
