/** The sessions that the leader keeps: whose, until when unless it is heard of, and what goes with it. */
import type { SessionFrame } from '../../frame/zookeeper/zooKeeperLens.ts';
import { classNames } from '../../ui/classNames.ts';
import { Table } from '../../ui/Table.tsx';
import { formatSpan } from '../format.ts';
import type { ZooKeeperProps } from '../viewProps.ts';
import { words } from '../words.ts';
import { expiryWords } from './sentences.ts';

const SESSIONS = words('Sessions', '세션');
const NONE = words('Nobody has a session', '세션 없음');
const COLUMNS = {
  client: words('Client', '클라이언트'),
  session: words('Session', '세션'),
  server: words('Connected to', '연결된 서버'),
  timeout: words('Timeout', '타임아웃'),
  expires: words('Expires in', '만료까지'),
  ephemerals: words('Its ephemeral znodes', '가진 ephemeral znode'),
  watches: words('Watches', 'watch'),
  believes: words('The client believes', '클라이언트가 아는 상태'),
} as const;
const NOT_CONNECTED = words('not connected', '연결 없음');
const DEAD = words('its process does not run', '프로세스가 실행 중이 아님');
const ANOTHER = words('another session', '다른 세션');
const TIP = words(
  'As the leader counts, in whole ticks: it moves on each time the client is heard of',
  '리더가 tick 단위로 셈. 클라이언트에게서 소식이 올 때마다 미뤄짐',
);

type SessionsProps = ZooKeeperProps & { readonly sessions: readonly SessionFrame[] };

export function Sessions({ sessions, now, language, selection, onSelect, onMenu }: SessionsProps) {
  const believes = ({ believes: own, id, client }: SessionFrame): string => {
    if (own === null) return client.startsWith('b') ? DEAD[language] : '–';
    return own.sessionId === id ? own.state : `${own.state}, ${ANOTHER[language]}`;
  };
  return (
    <Table<SessionFrame>
      caption={SESSIONS[language]}
      rows={sessions}
      keyOf={({ id }) => id}
      empty={NONE[language]}
      isSelected={({ client }) => selection?.type === 'node' && selection.id === client}
      onChoose={({ client }) => onSelect({ type: 'node', id: client })}
      onMenu={({ client }, element) => onMenu({ type: 'node', id: client }, element.getBoundingClientRect())}
      columns={[
        { id: 'client', title: COLUMNS.client[language], cell: ({ client }) => <b>{client}</b> },
        {
          id: 'session',
          title: COLUMNS.session[language],
          cell: ({ id }) => (
            <code lang="en" className="zk-id">
              {id}
            </code>
          ),
        },
        { id: 'server', title: COLUMNS.server[language], cell: ({ server }) => server ?? NOT_CONNECTED[language] },
        {
          id: 'expires',
          title: COLUMNS.expires[language],
          tip: TIP[language],
          cell: (session) => (
            <span className="zk-expiry">
              <Left session={session} now={now} />
              {expiryWords(session, now, language)}
            </span>
          ),
        },
        { id: 'timeout', title: COLUMNS.timeout[language], cell: ({ timeout }) => formatSpan(timeout), isNumber: true },
        {
          id: 'ephemerals',
          title: COLUMNS.ephemerals[language],
          cell: ({ ephemerals }) => <code lang="en">{ephemerals.length === 0 ? '–' : ephemerals.join(' ')}</code>,
        },
        { id: 'watches', title: COLUMNS.watches[language], cell: ({ watches }) => watches, isNumber: true },
        { id: 'believes', title: COLUMNS.believes[language], cell: believes },
      ]}
    />
  );
}

/** What is left of the timeout as a bar; under a third nothing has been heard for two heartbeats. */
function Left({ session: { expiresAt, timeout }, now }: { readonly session: SessionFrame; readonly now: number }) {
  if (expiresAt === null) return null;
  const part = Math.max(0, Math.min(1, (expiresAt - now) / Math.max(1, timeout)));
  return (
    <span className={classNames('zk-left', part < 1 / 3 && 'short')} aria-hidden="true">
      <span style={{ width: `${Math.round(part * 100)}%` }} />
    </span>
  );
}
