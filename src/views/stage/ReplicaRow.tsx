/** The label of one strip and its hit area: partition, role mark, leader epoch, and the numbers where there is room. */
// biome-ignore-all lint/a11y/useSemanticElements: as in StageView
import { memo } from 'react';
import { classNames } from '../../ui/classNames.ts';
import { epochClass, ROLE_LETTERS } from '../encoding.ts';
import type { Language } from '../viewProps.ts';
import type { FoldedReplica } from './fold.ts';
import type { Density, StripBox } from './layout.ts';
import { replicaName } from './names.ts';

interface ReplicaRowProps {
  readonly strip: StripBox;
  /** The card's corner: rows are placed inside it. */
  readonly left: number;
  readonly top: number;
  readonly replica: FoldedReplica;
  readonly node: string;
  readonly isDead: boolean;
  readonly density: Density;
  readonly language: Language;
  readonly isSelected: boolean;
}

/** Drawn again only when what it prints changed: in a dense stage the ends of logs move on the canvas alone. */
export const ReplicaRow = memo(function ReplicaRow(props: ReplicaRowProps) {
  const { strip, left, top, replica, node, isDead, density, language, isSelected } = props;
  const role = isDead ? 'offline' : replica.role;
  return (
    <>
      <div
        role="button"
        tabIndex={-1}
        className={classNames('replica-hit', isSelected && 'selected')}
        data-target={strip.key}
        aria-label={replicaName(replica, node, language)}
        style={{ left: 2, top: strip.y - top - 3, width: strip.width - 4, height: strip.height + 6 }}
      />
      {density === 'dense' ? (
        <span
          className={classNames('dot-mark', role)}
          aria-hidden="true"
          style={{ left: 5, top: strip.y - top + strip.height / 2 - 3 }}
        />
      ) : (
        <div
          className={classNames('replica-label', strip.height < 18 && 'small')}
          aria-hidden="true"
          style={{ left: 8, top: strip.y - top, width: strip.cellsX - left - 14, height: strip.height }}
        >
          <code className={classNames('name', replica.partition.startsWith('__') && 'long')}>
            <bdi>{replica.partition}</bdi>
          </code>
          {replica.folded !== undefined && <span className="replica-folded">+{replica.folded}</span>}
          <span className={classNames('role-mark', role)}>{ROLE_LETTERS[role]}</span>
          {density === 'roomy' && (
            <span className={classNames('epoch-chip', epochClass(replica.leaderEpoch))}>e{replica.leaderEpoch}</span>
          )}
        </div>
      )}
      {density === 'roomy' && (
        <div
          className="replica-numbers"
          aria-hidden="true"
          style={{ right: 8, top: strip.y - top, height: strip.height, width: 84 }}
        >
          <span title="high watermark">HW {replica.highWatermark}</span>
          <span title="log end offset">LEO {replica.logEndOffset}</span>
        </div>
      )}
    </>
  );
}, sameLook);

function sameLook(a: ReplicaRowProps, b: ReplicaRowProps): boolean {
  const before = a.replica;
  const after = b.replica;
  return (
    a.strip === b.strip &&
    a.left === b.left &&
    a.top === b.top &&
    a.isDead === b.isDead &&
    a.density === b.density &&
    a.language === b.language &&
    a.isSelected === b.isSelected &&
    before.folded === after.folded &&
    before.role === after.role &&
    before.inIsr === after.inIsr &&
    before.leaderEpoch === after.leaderEpoch &&
    (b.density !== 'roomy' ||
      (before.logEndOffset === after.logEndOffset && before.highWatermark === after.highWatermark))
  );
}
