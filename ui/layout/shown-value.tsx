import { Check, Minus } from 'lucide-react';
import type { WidgetKind } from '../../contract/layout.ts';
import { Chip } from '../parts/chip.tsx';
import type { Bound } from './binding.ts';
import { statusLook } from './status-look.ts';
import { valueText } from './value-text.ts';

type Given = { widget: WidgetKind; bound: Bound; labelledBy: string };

const share = (value: number, min: number, max: number): number => (max > min ? Math.max(0, Math.min(100, ((value - min) / (max - min)) * 100)) : 0);

function Meter({ bound: { value, min = 0, max = 100, format }, labelledBy }: Given) {
  const number = typeof value === 'number' ? value : min;
  return (
    <span className="bound-meter" role="meter" aria-labelledby={labelledBy} aria-valuenow={number} aria-valuemin={min} aria-valuemax={max} aria-valuetext={valueText(value, format)}>
      <span style={{ width: `${share(number, min, max)}%` }} />
    </span>
  );
}

/** A value that is only looked at. */
export function ShownValue({ widget, bound, labelledBy }: Given) {
  const { value, format, options } = bound;
  const text = valueText(value, format);
  if (widget === 'status') return <Chip look={statusLook(value, options.tones)} />;
  if (widget === 'slider') return <Meter widget={widget} bound={bound} labelledBy={labelledBy} />;
  if (widget !== 'checkbox') return <span className={`bound-text${typeof value === 'number' ? ' bound-figure' : ''}`}>{text}</span>;
  const Icon = value === true ? Check : Minus;
  return (
    <span className={value === true ? 'bound-yes' : 'bound-no'}>
      <Icon size={14} strokeWidth={2.25} aria-hidden /> {text}
    </span>
  );
}
