/** One server of the ensemble: who it is in the quorum, and its log as cells. */
// biome-ignore-all lint/a11y/useSemanticElements: cells stand by zxid, which no table element can do
import { memo } from 'react';
import type { EnsembleServer } from '../../frame/zookeeper/zooKeeperLens.ts';
import { classNames } from '../../ui/classNames.ts';
import { epochClass } from '../encoding.ts';
import { formatZxid } from '../format.ts';
import type { Language } from '../viewProps.ts';
import { processText, words } from '../words.ts';
import { epochOfZxid, OP_CODES, type TxnColumn } from './layout.ts';
import { CELL_WORDS, ROLE_KO } from './sentences.ts';

const EPOCH = words('epoch', '에포크');
const BEHIND = words('behind', '뒤처짐');
const CLIENTS = words('clients', '클라이언트');
const WATCHES = words('watches', 'watch');
const OUTSTANDING = words('proposed, no quorum yet', '제안됨, 과반수 대기');
const VOTES = words('votes for', '투표');

interface RowProps {
  readonly server: EnsembleServer;
  readonly columns: readonly TxnColumn[];
  readonly language: Language;
  readonly isNarrow: boolean;
  readonly marked: number | null;
  /** zxid of the cell that the Tab key comes to, if it is in this row. */
  readonly tabStop: number | null;
  onSelect(): void;
  onMark(zxid: number): void;
}

export const ServerRow = memo(function ServerRow(props: RowProps) {
  const { server, columns, language, isNarrow, marked, tabStop, onSelect, onMark } = props;
  const { role, log } = server;
  const note = noteOf(server, language);
  return (
    <div role="row" className={classNames('zk-row', role === null && 'dead')}>
      <div role="rowheader" className="zk-label">
        <button type="button" className="zk-node" onClick={onSelect}>
          <b>{server.node}</b>
        </button>
        <span
          className={classNames('zk-role', role === null ? 'dead' : server.serving ? role.toLowerCase() : 'looking')}
          lang={role === null ? undefined : 'en'}
          title={role === null ? undefined : language === 'ko' ? ROLE_KO[role] : undefined}
        >
          {role === null ? (
            processText(server.status, language)
          ) : isNarrow ? (
            <span data-text={role === 'LOOKING' ? '?' : role[0]} />
          ) : (
            role
          )}
          {role !== null && isNarrow && <span className="visually-hidden">{role}</span>}
        </span>
        {server.currentEpoch > 0 && (
          <span className={classNames('epoch-chip', epochClass(server.currentEpoch))}>
            <span className="visually-hidden">{EPOCH[language]} </span>e{server.currentEpoch}
          </span>
        )}
        {note !== '' && (
          <span className={classNames('zk-note', (server.behind ?? 0) > 0 && 'some', isNarrow && 'visually-hidden')}>
            {note}
          </span>
        )}
      </div>
      {columns.map(({ place, txn, startsEpoch }, column) => {
        const cell = log[place];
        if (cell === undefined) return null;
        const name = `${formatZxid(txn.zxid)}: ${txn.text}, ${CELL_WORDS[cell][language]}`;
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the grid answers the keys of its cells
          <div
            key={txn.zxid}
            role="gridcell"
            tabIndex={txn.zxid === tabStop ? 0 : -1}
            data-cell={`${server.node} ${txn.zxid}`}
            aria-label={name}
            title={name}
            className={classNames(
              'zk-cell',
              cell,
              epochClass(epochOfZxid(txn.zxid)),
              startsEpoch && 'starts',
              txn.isForeign && cell !== 'absent' && 'foreign',
              txn.zxid === marked && 'marked',
            )}
            style={{ left: `calc(var(--label) + ${column} * var(--cell))` }}
            onClick={() => onMark(txn.zxid)}
          >
            <span data-text={cell === 'absent' ? '' : OP_CODES[txn.op]} />
          </div>
        );
      })}
    </div>
  );
});

function noteOf(server: EnsembleServer, language: Language): string {
  const { role, phase, election, behind, outstanding, clients, watches, serving } = server;
  if (role === null) return '';
  if (election !== null)
    return `${VOTES[language]} z${election.vote}: ${election.agree.map((id) => `z${id}`).join(', ')}`;
  const parts = [
    !serving && phase !== null ? phase : '',
    (behind ?? 0) > 0 ? `${behind} ${BEHIND[language]}` : '',
    outstanding > 0 ? `${outstanding} ${OUTSTANDING[language]}` : '',
    serving ? `${clients} ${CLIENTS[language]}` : '',
    watches > 0 ? `${watches} ${WATCHES[language]}` : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}
