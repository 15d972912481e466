/** Every server's log of changes, aligned by zxid; the sessions and when they end; and the changes as a table. */
import { useMemo, useState } from 'react';
import type { EnsembleFrame } from '../../frame/zookeeper/zooKeeperLens.ts';
import { Table } from '../../ui/Table.tsx';
import { useSize } from '../../ui/useSize.ts';
import { epochClass } from '../encoding.ts';
import { formatTime, formatZxid } from '../format.ts';
import type { ZooKeeperProps } from '../viewProps.ts';
import { words } from '../words.ts';
import { columnsOf, epochOfZxid, holdings, type TxnHolding } from './layout.ts';
import { ServerRow } from './ServerRow.tsx';
import { Sessions } from './Sessions.tsx';
import { CELL_WORDS } from './sentences.ts';

const LOGS = words('Changes in the log of every server', '서버마다의 변경 로그');
const CHANGES = words('Changes, the newest first', '변경, 새것부터');
const NONE = words('Nothing has been changed yet', '아직 변경 없음');
const CHANGE = words('Change', '변경');
const BY = words('By', '요청한 노드');
const WHEN = words('Time', '시각');
const HELD = words('Held by', '가진 서버');
const ALL = words('applied by all', '모두 적용');
const FOREIGN = words('the leader does not have it: to be cut off', '리더에게 없음: 곧 버려짐');
const ZXID = words('Epoch of the leader above, counter below', '위는 리더의 에포크, 아래는 카운터');

const LABEL = 300;
const NARROW_LABEL = 104;
const CELL = 30;

export function Ensemble(props: ZooKeeperProps & { readonly ensemble: EnsembleFrame }) {
  const { ensemble, language, onSelect, onAsk } = props;
  const [box, size] = useSize<HTMLDivElement>({ width: 900, height: 300 });
  const [marked, setMarked] = useState<number | null>(null);
  const isNarrow = size.width < 620;
  const label = isNarrow ? NARROW_LABEL : LABEL;
  const room = Math.max(3, Math.floor((size.width - label - 24) / CELL));
  const columns = useMemo(() => columnsOf(ensemble, room), [ensemble, room]);
  const rows = useMemo(() => holdings(ensemble), [ensemble]);
  const stop = columns.find(({ txn }) => txn.zxid === marked) ?? columns[columns.length - 1];
  const stopServer = ensemble.servers.find(({ log }) => stop !== undefined && log[stop.place] !== undefined)?.node;
  const chosen = rows.find(({ txn }) => txn.zxid === marked) ?? rows[0];

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const [node, zxid] = ((event.target as HTMLElement).dataset.cell ?? '').split(' ');
    if (node === undefined || zxid === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const move = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (move === undefined) {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      setMarked(Number(zxid));
      event.preventDefault();
      return;
    }
    event.preventDefault();
    const living = ensemble.servers.filter(({ log }) => log.length > 0);
    const server = living.findIndex((one) => one.node === node) + move[0]!;
    const column = columns.findIndex(({ txn }) => txn.zxid === Number(zxid)) + move[1]!;
    const to = living[Math.max(0, Math.min(living.length - 1, server))];
    const next = columns[Math.max(0, Math.min(columns.length - 1, column))];
    if (to === undefined || next === undefined) return;
    setMarked(next.txn.zxid);
    box.current?.querySelector<HTMLElement>(`[data-cell="${to.node} ${next.txn.zxid}"]`)?.focus();
  };

  return (
    <div
      ref={box}
      className="zk-ensemble"
      style={{ '--label': `${label}px`, '--cell': `${CELL}px` } as React.CSSProperties}
    >
      <div role="grid" aria-label={LOGS[language]} tabIndex={-1} className="zk-grid" onKeyDown={onKeyDown}>
        {ensemble.servers.map((server) => (
          <ServerRow
            key={server.node}
            server={server}
            columns={columns}
            language={language}
            isNarrow={isNarrow}
            marked={marked}
            tabStop={server.node === stopServer ? (stop?.txn.zxid ?? null) : null}
            onSelect={() => onSelect({ type: 'node', id: server.node })}
            onMark={setMarked}
          />
        ))}
      </div>
      {chosen !== undefined && (
        <p className="zk-chosen" role="status">
          <span className={`epoch-chip ${epochClass(epochOfZxid(chosen.txn.zxid))}`} title={ZXID[language]}>
            {formatZxid(chosen.txn.zxid)}
          </span>{' '}
          <code lang="en">{chosen.txn.text}</code>
          {chosen.txn.client !== '' && ` · ${chosen.txn.client}`} · {formatTime(chosen.txn.at)} · {heldWords(chosen)}
        </p>
      )}
      <Sessions {...props} sessions={ensemble.sessions} />
      <Table<TxnHolding>
        caption={CHANGES[language]}
        rows={rows}
        keyOf={({ txn }) => String(txn.zxid)}
        isSelected={({ txn }) => txn.zxid === marked}
        onChoose={({ txn }) => {
          setMarked(txn.zxid);
          if (txn.path !== null) onAsk({ path: txn.path });
        }}
        empty={NONE[language]}
        columns={[
          {
            id: 'zxid',
            title: 'zxid',
            tip: ZXID[language],
            cell: ({ txn }) => (
              <span className={`epoch-chip ${epochClass(epochOfZxid(txn.zxid))}`}>{formatZxid(txn.zxid)}</span>
            ),
          },
          { id: 'text', title: CHANGE[language], cell: ({ txn }) => <code lang="en">{txn.text}</code> },
          { id: 'by', title: BY[language], cell: ({ txn }) => (txn.client === '' ? '–' : txn.client) },
          { id: 'held', title: HELD[language], cell: heldWords },
          { id: 'at', title: WHEN[language], cell: ({ txn }) => formatTime(txn.at), isNumber: true },
        ]}
      />
    </div>
  );

  function heldWords({ by, txn }: TxnHolding): string {
    if (txn.isForeign) return FOREIGN[language];
    if (by.absent.length + by.logged.length + by.written.length === 0) return ALL[language];
    return (['applied', 'logged', 'written'] as const)
      .filter((cell) => by[cell].length > 0)
      .map((cell) => `${CELL_WORDS[cell][language]}: ${by[cell].join(', ')}`)
      .join(' · ');
  }
}
