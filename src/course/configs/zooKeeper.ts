/** Settings of a ZooKeeper server, in zoo.cfg. */
import { type Meanings, says } from './meaning.ts';

export const ZOO_CFG: Meanings = {
  tickTime: says(
    'ZooKeeper’s unit of time, in milliseconds. Session timeouts are checked in steps of it, and initLimit and syncLimit count in it.',
    'ZooKeeper의 시간 단위예요(밀리초). 세션 만료를 이 간격으로 확인하고, initLimit과 syncLimit도 이것으로 세요.',
  ),
  initLimit: says(
    'How many ticks a follower may take to connect to a new leader and load what it lacks. Too few, and a large ensemble never gets a leader to stay.',
    '팔로워가 새 리더에 연결해 모자란 것을 받는 데 쓸 수 있는 틱 수예요. 너무 적으면 큰 앙상블은 리더를 유지하지 못해요.',
  ),
  syncLimit: says(
    'How many ticks a follower may be silent before the leader gives it up, and the other way round.',
    '팔로워가 조용해도 리더가 봐주는 틱 수이고, 반대로도 그래요.',
  ),
  minSessionTimeout: says(
    'A client that asks for a shorter session gets this one. -1 is two ticks.',
    '클라이언트가 더 짧은 세션을 요청해도 이만큼 줘요. -1이면 2틱이에요.',
  ),
  maxSessionTimeout: says(
    'A client that asks for a longer session gets this one. -1 is twenty ticks.',
    '클라이언트가 더 긴 세션을 요청해도 이만큼만 줘요. -1이면 20틱이에요.',
  ),
  snapCount: says(
    'After about so many changes a server writes a snapshot and begins a new log file.',
    '변경이 대략 이만큼 쌓이면 스냅샷을 쓰고 새 로그 파일을 시작해요.',
  ),
};
