/** The state charts of a group, and of a member as it sees itself and as its coordinator sees it. */
import { MEMBER_STATES as ASYNC_MEMBER_STATES, MEMBER_CHART } from '../../kafka/consumer/async/memberState.ts';
import {
  MEMBER_STATE_CHART as CLASSIC_MEMBER_CHART,
  MEMBER_STATES as CLASSIC_MEMBER_STATES,
} from '../../kafka/consumer/classic/memberStateChart.ts';
import { CLASSIC_GROUP_STATES, CLASSIC_GROUP_TRANSITIONS } from '../../kafka/group/classic/classicGroupChart.ts';
import { stateOf } from '../../kafka/group/group.ts';
import {
  CONSUMER_GROUP_STATES,
  CONSUMER_GROUP_TRANSITIONS,
  CONSUMER_MEMBER_TRANSITIONS,
  MEMBER_STATES_OF_CHART,
} from '../../kafka/group/modern/consumerGroupChart.ts';
import type { ChartEdge } from '../../kafka/stateChart.ts';
import { chartFrame, type Move } from '../chartFrame.ts';
import type { ChartFrame } from '../lookFrames.ts';
import type { Recording } from '../recording.ts';
import { coordinatedGroups } from './coordinators.ts';

type MovesOf = (key: string, dies: string | null) => readonly Move[];

const KAFKA = {
  'classic-group': 'org.apache.kafka.coordinator.group.classic.ClassicGroupState',
  'consumer-group': 'org.apache.kafka.coordinator.group.modern.consumer.ConsumerGroup.ConsumerGroupState',
  'classic-member': 'org.apache.kafka.clients.consumer.internals.AbstractCoordinator.MemberState',
  'consumer-member': 'org.apache.kafka.clients.consumer.internals.MemberState',
  'group-member': 'org.apache.kafka.coordinator.group.modern.MemberState',
} as const;

/** States that only a group of the classic protocol is in. */
const CLASSIC_ONLY = ['PreparingRebalance', 'CompletingRebalance', 'Dead'];

/** Of the protocol it has now, and of the other if it had that one before. */
export function groupCharts({ kernel }: Recording, name: string, movesOf: MovesOf): readonly ChartFrame[] {
  const moves = movesOf(name, null);
  const isClassic = ({ from, to }: Move): boolean => CLASSIC_ONLY.some((state) => state === from || state === to);
  const group = coordinatedGroups(kernel.nodes).get(name.slice('group '.length))?.group ?? null;
  const classic = moves.filter(isClassic);
  const modern = moves.filter((move) => !isClassic(move));
  const frames: ChartFrame[] = [];
  const add = (
    chart: 'classic-group' | 'consumer-group',
    own: readonly Move[],
    states: readonly string[],
    edges: readonly ChartEdge<string>[],
  ): void => {
    const isNow = group !== null && (group.type === 'classic') === (chart === 'classic-group');
    if (own.length === 0 && !isNow) return;
    const frame = chartFrame({ chart, kafka: KAFKA[chart], node: name }, states, edges, own);
    // A coordinator that takes a group over from the log tells of no change of state.
    const shown = { ...frame, current: isNow ? stateOf(group) : null };
    if (isNow) frames.unshift(shown);
    else frames.push(shown);
  };
  add('classic-group', classic, CLASSIC_GROUP_STATES, CLASSIC_GROUP_TRANSITIONS);
  add('consumer-group', modern, CONSUMER_GROUP_STATES, CONSUMER_GROUP_TRANSITIONS);
  return frames;
}

/** None of a consumer without a group. */
export function memberCharts({ kernel }: Recording, node: string, movesOf: MovesOf): readonly ChartFrame[] {
  const found = kernel.node(node);
  if (found?.setup.kind !== 'consumer' || found.setup.config['group.id'] == null) return [];
  const state = found.state?.kind === 'consumer' ? found.state : null;
  const moves = movesOf(`member ${node}`, node);
  if (found.setup.config['group.protocol'] !== 'consumer') {
    const chart = 'classic-member';
    const frame = chartFrame({ chart, kafka: KAFKA[chart], node }, CLASSIC_MEMBER_STATES, CLASSIC_MEMBER_CHART, moves);
    return [{ ...frame, current: state?.classic?.memberState ?? null }];
  }
  const chart = 'consumer-member';
  const frame = chartFrame({ chart, kafka: KAFKA[chart], node }, ASYNC_MEMBER_STATES, MEMBER_CHART, moves);
  const atCoordinator = chartFrame(
    { chart: 'group-member', kafka: KAFKA['group-member'], node },
    MEMBER_STATES_OF_CHART,
    CONSUMER_MEMBER_TRANSITIONS,
    movesOf(`group-member ${found.setup.clientId}`, null),
  );
  return [{ ...frame, current: state?.async?.membership.state ?? null }, atCoordinator];
}
