/** A server of the ensemble on its card: its role, the epoch of its leader, and the number of the last change it has. */
import type { ReactNode } from 'react';
import type { ZooKeeperFrame } from '../../frame/zookeeper/zooKeeperFrame.ts';
import { classNames } from '../../ui/classNames.ts';
import { epochClass } from '../encoding.ts';

interface TextProps {
  readonly node: ZooKeeperFrame;
  readonly width: number;
  /** The line with its name. */
  readonly children: ReactNode;
}

export function ZooKeeperText({ node, width, children }: TextProps) {
  const { role, epoch, zxid, serving, clients } = node;
  const isTiny = width < 96;
  // Beside the longest word there is no room for it on a narrow card; whoever leads says the epoch there.
  const hasEpoch = epoch > 0 && !isTiny && (width >= 124 || role === 'LEADING');
  return (
    <>
      {children}
      {role !== null && (
        <div className="card-line">
          <span className={classNames('peer-role', serving ? role.toLowerCase() : 'looking')}>
            {isTiny ? (role === 'LOOKING' ? '?' : role[0]) : role}
          </span>
          {hasEpoch && <span className={classNames('epoch-chip', epochClass(epoch))}>e{epoch}</span>}
          {width >= 176 && <span className="numbers">#{zxid % 4_294_967_296}</span>}
          {isTiny && clients > 0 && <span className="numbers">{clients}</span>}
        </div>
      )}
    </>
  );
}
