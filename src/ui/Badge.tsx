/** A word in a frame: a state, a count. */
import type { ReactNode } from 'react';
import { classNames } from './classNames.ts';

export interface BadgeProps {
  readonly children: ReactNode;
  readonly tone?: 'plain' | 'strong' | 'alarm' | 'good';
  readonly className?: string;
  readonly title?: string;
}

export function Badge({ children, tone = 'plain', className, title }: BadgeProps) {
  return (
    <span className={classNames('badge', tone, className)} title={title}>
      {children}
    </span>
  );
}
