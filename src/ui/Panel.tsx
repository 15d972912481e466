/** A region with a heading: one of the panes of the instrument. */
import { type ReactNode, useId } from 'react';
import { classNames } from './classNames.ts';

export interface PanelProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
  /** The heading is for screen readers only where the content says itself what it is. */
  readonly hideTitle?: boolean;
}

export function Panel({ title, actions, children, className, hideTitle = false }: PanelProps) {
  const id = useId();
  return (
    <section className={classNames('panel', className)} aria-labelledby={id}>
      <div className={hideTitle ? 'visually-hidden' : 'panel-head'}>
        <h2 className="panel-title" id={id}>
          {title}
        </h2>
        {!hideTitle && actions}
      </div>
      <div className="panel-body">{children}</div>
    </section>
  );
}
