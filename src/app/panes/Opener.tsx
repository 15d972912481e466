/** A button that opens something over the page. What it opens is loaded when it is first asked for. */
import { type ReactNode, Suspense, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { classNames } from '../../ui/classNames.ts';
import { Tip } from '../../ui/Tooltip.tsx';
import type { Anchor } from '../../views/viewProps.ts';

export interface OpenerProps {
  readonly label: string;
  /** The label is in the button already. */
  readonly hasText?: boolean;
  readonly popup: 'menu' | 'dialog';
  readonly className?: string;
  readonly children: ReactNode;
  readonly content: (at: Anchor, close: () => void) => ReactNode;
}

export function Opener({ label, hasText = false, popup, className, children, content }: OpenerProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [at, setAt] = useState<Anchor | null>(null);
  const open = () => {
    const box = button.current?.getBoundingClientRect();
    if (box !== undefined) setAt({ x: box.x, y: box.y, width: box.width, height: box.height });
  };
  const trigger = (
    <Button
      ref={button}
      className={classNames('button', 'quiet', !hasText && 'icon', className)}
      aria-label={hasText ? undefined : label}
      aria-haspopup={popup}
      aria-expanded={at !== null}
      onPress={open}
    >
      {children}
    </Button>
  );
  return (
    <>
      {hasText ? trigger : <Tip text={label}>{trigger}</Tip>}
      {at !== null && <Suspense fallback={null}>{content(at, () => setAt(null))}</Suspense>}
    </>
  );
}
