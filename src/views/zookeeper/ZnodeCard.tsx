/** One znode whole: what it is for, its data, its stat as the shell prints it, who will be told, and its past. */
import type { ZnodeChange, ZnodeDetail } from '../../frame/zookeeper/zooKeeperLens.ts';
import { IconButton } from '../../ui/Button.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { formatTime } from '../format.ts';
import type { Language, ZooKeeperProps } from '../viewProps.ts';
import { words } from '../words.ts';
import { pathsTo } from './layout.ts';
import { meaningOf } from './meanings.ts';
import { NEWS_WORDS } from './sentences.ts';

const CLOSE = words('Back to the latest changes', '최근 변경으로 돌아가기');
const GONE = words('It is not there (any more).', '지금은 없어요.');
const WATCHES = words('Who will be told of its next change, once', '다음 변경을 한 번 통지받을 노드');
const NOBODY = words('nobody', '없음');
const HISTORY = words('What became of it, the newest first', '있었던 일, 새것부터');
const LATEST = words('Latest changes, the newest first', '최근 변경, 새것부터');
const NONE = words('Nothing has been changed yet', '아직 변경 없음');
const COLUMNS = {
  at: words('Time', '시각'),
  path: words('Znode', 'Znode'),
  what: words('What', '무엇'),
  data: words('Data', '데이터'),
  by: words('By', '요청한 노드'),
} as const;
const KINDS = { data: words('data', '데이터'), children: words('children', '자식') } as const;

type CardProps = ZooKeeperProps & { readonly znode: ZnodeDetail; onClose(): void };

export function ZnodeCard({ znode, language, onSelect, onSeek, onClose }: CardProps) {
  const { path, stat, data, owner, watchers, history } = znode;
  const meaning = meaningOf(path);
  return (
    <section className="zk-card" aria-label={path}>
      <div className="zk-card-head">
        <h3 lang="en">{path}</h3>
        <IconButton label={CLOSE[language]} icon={<span aria-hidden="true">✕</span>} onPress={onClose} />
      </div>
      {meaning !== undefined && <p className="zk-meaning">{meaning[language]}</p>}
      {stat === null ? (
        <p className="dim">{GONE[language]}</p>
      ) : (
        <>
          <pre className="zk-json" lang="en">
            {prettyData(data)}
          </pre>
          <dl className="zk-stat" lang="en">
            <Stat name="cZxid" value={stat.czxid} note={formatTime(stat.ctime)} />
            <Stat name="mZxid" value={stat.mzxid} note={formatTime(stat.mtime)} />
            <Stat name="pZxid" value={stat.pzxid} />
            <Stat name="cversion" value={stat.cversion} />
            <Stat name="dataVersion" value={stat.dataVersion} />
            <Stat name="ephemeralOwner" value={stat.ephemeralOwner} note={owner ?? undefined} />
            <Stat name="dataLength" value={stat.dataLength} />
            <Stat name="numChildren" value={stat.numChildren} />
          </dl>
        </>
      )}
      <h4>{WATCHES[language]}</h4>
      <p className="zk-watching">
        {watchers.length === 0
          ? NOBODY[language]
          : watchers.map(({ client, kind, server }) => (
              <button
                key={`${client} ${kind}`}
                type="button"
                className="zk-watcher"
                onClick={() => onSelect({ type: 'node', id: client })}
              >
                ◉ {client} · {KINDS[kind][language]} <span className="dim">@{server}</span>
              </button>
            ))}
      </p>
      <Table<ZnodeChange>
        caption={HISTORY[language]}
        rows={history}
        keyOf={({ zxid, what }) => `${zxid} ${what}`}
        onChoose={({ at }) => onSeek(at)}
        empty={NONE[language]}
        columns={[column.at(language), column.what(language), column.data(language), column.by(language)]}
      />
    </section>
  );
}

function Stat({
  name,
  value,
  note,
}: {
  readonly name: string;
  readonly value: string | number;
  readonly note?: string;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value}
        {note !== undefined && <span className="dim"> {note}</span>}
      </dd>
    </div>
  );
}

/** JSON over several lines; anything else as it is. */
export function prettyData(data: string | null): string {
  if (data === null) return 'null';
  if (!data.startsWith('{')) return data;
  try {
    return JSON.stringify(JSON.parse(data), null, 1)
      .replace(/\n {2,}/g, ' ')
      .replace(/\n ([\]}])/g, ' $1');
  } catch {
    return data;
  }
}

type ChangesProps = ZooKeeperProps & { readonly changes: readonly ZnodeChange[] };

export function LatestChanges({ changes, ask, language, onAsk }: ChangesProps) {
  return (
    <Table<ZnodeChange>
      caption={LATEST[language]}
      rows={changes}
      keyOf={({ zxid, path, what }) => `${zxid} ${path} ${what}`}
      onChoose={({ path }) => onAsk({ path, open: [...new Set([...ask.open, ...pathsTo(path).slice(0, -1)])] })}
      empty={NONE[language]}
      columns={[
        column.at(language),
        column.what(language),
        {
          id: 'path',
          title: COLUMNS.path[language],
          cell: ({ path, data }) => (
            <code lang="en" className="zk-path" title={data ?? undefined}>
              <bdi>{path}</bdi>
            </code>
          ),
        },
        column.by(language),
      ]}
    />
  );
}

const column = {
  at: (language: Language): Column<ZnodeChange> => ({
    id: 'at',
    title: COLUMNS.at[language],
    cell: ({ at }) => formatTime(at),
    isNumber: true,
  }),
  what: (language: Language): Column<ZnodeChange> => ({
    id: 'what',
    title: COLUMNS.what[language],
    cell: ({ what, version }) =>
      version !== null && what === 'changed' ? `${NEWS_WORDS[what][language]} v${version}` : NEWS_WORDS[what][language],
  }),
  data: (language: Language): Column<ZnodeChange> => ({
    id: 'data',
    title: COLUMNS.data[language],
    cell: ({ data }) => (
      <code lang="en" className="zk-cut" title={data ?? undefined}>
        {data ?? '–'}
      </code>
    ),
  }),
  by: (language: Language): Column<ZnodeChange> => ({
    id: 'by',
    title: COLUMNS.by[language],
    cell: ({ client }) => (client === '' ? '–' : client),
  }),
};
