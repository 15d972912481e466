/** A consumer group: over time, as Kafka's tools describe it at the playhead, its state charts, and its log. */

import { Parts } from '../lens/Parts.tsx';
import type { GroupProps } from '../viewProps.ts';
import { Why } from '../why/Why.tsx';
import { words } from '../words.ts';
import { GroupLog } from './GroupLog.tsx';
import { MembersTable, OffsetsTable, StateTable } from './GroupTables.tsx';
import { GroupTime } from './GroupTime.tsx';
import './group.css';
import { readOneOf, useKept } from '../lens/kept.ts';

const EMPTY = words(
  'No consumer group yet. A consumer with a group.id makes one when it joins.',
  '아직 컨슈머 그룹이 없어요. group.id가 있는 컨슈머가 참여하면 생겨요.',
);
const PARTS = {
  time: words('Over time', '시간에 따라'),
  offsets: words('Offsets', '오프셋'),
  members: words('Members', '멤버'),
  states: words('States', '상태도'),
  log: words('__consumer_offsets', '__consumer_offsets'),
} as const;
const SHOWN = words('What of the group', '그룹에서 볼 것');
const NOBODY = words('no coordinator has it now', '지금은 맡은 코디네이터 없음');
const GROUP = words('Group', '그룹');

type Part = keyof typeof PARTS;

const readPart = readOneOf(Object.keys(PARTS) as Part[]);

export function GroupView(props: GroupProps) {
  const { lens, wanted, language, states, onGroup } = props;
  const [part, setPart] = useKept<Part>('group.part', 'time', readPart);
  const group = lens?.group ?? null;
  if (lens === null || group === null)
    return (
      <div className="group-view">
        <p className="lens-empty">{lens === null ? '' : EMPTY[language]}</p>
      </div>
    );
  const { now } = group;
  const epoch =
    now.epoch === null ? '' : now.type === 'classic' ? `generation ${now.epoch}` : `group epoch ${now.epoch}`;
  const said = [now.state, epoch, now.assignor, now.coordinator === null ? NOBODY[language] : `b${now.coordinator}`];
  return (
    <div className="group-view">
      <div className="lens-bar">
        <label className="lens-choice">
          {GROUP[language]}
          <select value={wanted ?? group.id} onChange={({ currentTarget }) => onGroup(currentTarget.value)}>
            {lens.groups.map(({ id }) => (
              <option key={id} value={id}>
                {id}
              </option>
            ))}
          </select>
        </label>
        <p className="group-said" lang="en">
          {said.filter((one) => one !== null && one !== '').join(' · ')}
        </p>
        <Why
          subject={{ type: 'group', id: group.id }}
          aspect="state"
          title={`${group.id} · ${now.state ?? ''}`}
          language={language}
        />
        <Parts
          label={SHOWN[language]}
          parts={PARTS}
          shown={part}
          language={language}
          onShow={(next: Part) => setPart(next)}
        />
      </div>
      {part === 'time' && <GroupTime {...props} history={group.history} />}
      {part === 'offsets' && (
        <div className="lens-scroll">
          <OffsetsTable group={group} {...props} />
        </div>
      )}
      {part === 'members' && (
        <div className="lens-scroll">
          <StateTable group={group} {...props} />
          <MembersTable group={group} {...props} />
        </div>
      )}
      {part === 'states' && <div className="lens-scroll">{states}</div>}
      {part === 'log' && <GroupLog group={group} {...props} />}
    </div>
  );
}
