import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import './tip.css';

/** Says more about what it wraps, on hover and on focus. */
export function Tip({ text, children }: { text: string; children: ReactNode }) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="tip" sideOffset={6} collisionPadding={8}>
          {text}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

/** Lets tips appear one after another without a new delay. */
export const TipProvider = ({ children }: { children: ReactNode }) => <Tooltip.Provider delayDuration={400}>{children}</Tooltip.Provider>;
