import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Tip } from './tip.tsx';
import './button.css';

/** A button with an icon alone; its label is its name for everybody and appears on hover and focus. */
export function IconButton({ label, icon: Icon, ...rest }: Omit<ComponentProps<'button'>, 'children'> & { label: string; icon: LucideIcon }) {
  return (
    <Tip text={label}>
      <button type="button" className="icon-button" aria-label={label} {...rest}>
        <Icon size={16} aria-hidden />
      </button>
    </Tip>
  );
}
