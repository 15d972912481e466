/**
 * Who owned what, over the whole run: bands of owners or of what members were at, gaps where nobody was the owner, and
 * generations as lines through all of it.
 */
import { useMemo } from 'react';
import type { GroupHistoryFrame, GroupMemberRow, GroupPartitionRow } from '../../frame/groups/groupFrame.ts';
import { Toggle } from '../../ui/Button.tsx';
import { formatSpan } from '../format.ts';
import { readFlag, useKept } from '../lens/kept.ts';
import { TimeStrip } from '../lens/TimeStrip.tsx';
import type { GroupProps } from '../viewProps.ts';
import { words } from '../words.ts';
import { MemberRowLine, PartitionRowLine } from './GroupLines.tsx';
import { HistoryTable } from './HistoryTable.tsx';
import { changesOf, layoutMember, layoutPartition, mostLagOf, sizeOfRows } from './layout.ts';
import { memberSentence, partitionSentence, stripMarks, summary } from './sentences.ts';

const EMPTY = words('Nobody has joined yet', '아직 아무도 참여하지 않음');
const BY_MEMBER = words('By member', '멤버별');
const HINT = {
  partitions: words(
    'Bands: owners by letter; hatched: nobody’s, and for how long; below: lag; lines: generations (g) and group epochs (e).',
    '띠: 소유자(글자), 빗금: 소유자 없음과 그 시간, 아래: 랙, 세로줄: generation(g)과 그룹 epoch(e).',
  ),
  members: words(
    'Bands: what a member was at; the bar under them: processing records, not in poll().',
    '띠: 멤버의 상태, 그 아래 막대: poll() 밖에서 레코드를 처리하는 시간.',
  ),
} as const;
const STOPPED = words('without an owner in all', '소유자 없던 시간 합계');
const WIDTHS = { label: 132, narrow: 76, sum: 66 };
const MOST_ZOOM = 14;

type Row = GroupPartitionRow | GroupMemberRow;

interface TimeProps extends GroupProps {
  readonly history: GroupHistoryFrame;
}

export function GroupTime(props: TimeProps) {
  const { history, end, now, clock, language, selection, onSelect, onSeek } = props;
  const [isByMember, setByMember] = useKept('group.byMember', false, readFlag);
  const rows: readonly Row[] = isByMember ? history.members : history.partitions;
  const size = sizeOfRows(rows.length);
  const marks = useMemo(() => stripMarks(history.marks, language), [history.marks, language]);
  const mostLag = useMemo(() => mostLagOf(history), [history]);
  return (
    <TimeStrip<Row>
      name="group"
      now={now}
      clock={clock}
      language={language}
      end={end}
      until={history.until}
      rows={rows}
      rowHeight={size.row}
      widths={WIDTHS}
      mostZoom={MOST_ZOOM}
      hint={HINT[isByMember ? 'members' : 'partitions'][language]}
      summary={summary(history, isByMember, language)}
      empty={EMPTY[language]}
      controls={
        <Toggle variant="quiet" isSelected={isByMember} onChange={setByMember}>
          {BY_MEMBER[language]}
        </Toggle>
      }
      marks={marks}
      sumTitle={STOPPED[language]}
      keyOf={(row) => ('phases' in row ? row.node : row.partition)}
      nameOf={(row) =>
        'phases' in row ? (
          <>
            <b>{row.letter}</b> {row.node}
          </>
        ) : (
          row.partition
        )
      }
      says={(row, at) =>
        'phases' in row ? memberSentence(history, row, at, language) : partitionSentence(history, row, at, language)
      }
      changesOf={(row) => changesOf(history, isByMember, rows.indexOf(row))}
      draw={(row, place) =>
        'phases' in row ? (
          <MemberRowLine line={layoutMember(row, place.window)} size={size} place={place} language={language} />
        ) : (
          <PartitionRowLine
            line={layoutPartition(row, history.members, mostLag, place.window)}
            size={size}
            place={place}
          />
        )
      }
      sumOf={({ stopped }) => ({ text: stopped > 0 ? formatSpan(stopped) : '–', isSome: stopped > 0 })}
      isSelected={(row) =>
        'phases' in row
          ? selection?.type === 'node' && selection.id === row.node
          : selection?.type === 'partition' && selection.id === row.partition
      }
      table={() => <HistoryTable history={history} language={language} onSeek={onSeek} />}
      onSelect={(row) =>
        onSelect('phases' in row ? { type: 'node', id: row.node } : { type: 'partition', id: row.partition })
      }
      onSeek={onSeek}
    />
  );
}
