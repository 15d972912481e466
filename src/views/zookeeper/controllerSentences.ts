/** The controller of the era in words, in both languages. */
import { withParticle } from '../../base/korean.ts';
import type { ChannelRequest, EraBroker, EraControllerFrame } from '../../frame/zookeeper/eraControllerFrame.ts';
import { server } from '../factWords.ts';
import { formatSpan } from '../format.ts';
import type { Language } from '../viewProps.ts';
import { type Words, words } from '../words.ts';

/** What the znode says, and who thinks otherwise. */
export function controllerSentence({ znode, acting, migration }: EraControllerFrame, language: Language): string {
  const isKorean = language === 'ko';
  const { controller, epoch } = znode;
  const holder = server(`${controller}`);
  const isOfQuorum = migration?.controllers.some(({ node }) => node === holder) === true;
  const zombies = acting.filter(({ isTrue }) => !isTrue).map(({ node }) => node);
  const isActing = acting.some(({ isTrue }) => isTrue);
  const parts: string[] = [];
  if (controller === null)
    parts.push(
      isKorean
        ? '/controller가 없어요: 컨트롤러 자리가 비어 있어요.'
        : 'There is no /controller: nobody is the controller.',
    );
  else
    parts.push(
      isKorean
        ? `/controller: ${holder}, controller epoch ${epoch ?? '–'}.`
        : `/controller names ${holder}, controller epoch ${epoch ?? '–'}.`,
    );
  if (controller !== null && !isActing && !isOfQuorum)
    parts.push(
      isKorean
        ? `${withParticle(holder, '은/는')} 아직(또는 이제) 컨트롤러로 일하지 않아요.`
        : `${holder} does not act on it (yet, or any more).`,
    );
  if (zombies.length > 0)
    parts.push(
      isKorean
        ? `${withParticle(zombies.join(', '), '은/는')} 아직 자신이 컨트롤러인 줄 알아요. 요청의 controller epoch이 낮아 브로커들이 거절해요.`
        : `${zombies.join(', ')} still ${zombies.length === 1 ? 'takes itself' : 'take themselves'} for the controller: brokers refuse its requests, for their controller epoch is over.`,
    );
  return parts.join(' ');
}

export function threadWords(threads: EraBroker['threads'], now: number, language: Language): string {
  return threads
    .map(({ name, doing, since }) => {
      const what = doing === name ? name : `${name}: ${doing}`;
      const span = formatSpan(Math.max(0, now - since));
      return language === 'ko' ? `${what} (${span}째)` : `${what} (for ${span})`;
    })
    .join(', ');
}

export function requestWords({ partitions }: ChannelRequest, isSent: boolean, language: Language): string {
  if (language === 'ko') return `파티션 ${partitions}개, ${isSent ? '응답을 기다림' : '차례를 기다림'}`;
  return `${partitions} partitions, ${isSent ? 'on its way or being answered' : 'waits for its turn'}`;
}

/** What each event is for (kafka.controller.ControllerEvent). */
export const EVENT_WORDS: Readonly<Record<string, Words>> = {
  Startup: words('first attempt to become the controller', '컨트롤러가 되려는 첫 시도'),
  ControllerChange: words('/controller has changed: who is it now?', '/controller가 바뀜: 이제 누구인지 확인'),
  Reelect: words('/controller is gone: the race for it', '/controller가 사라짐: 다시 경쟁'),
  RegisterBrokerAndReelect: words('a new session: registers again, then races', '새 세션: 다시 등록하고 경쟁'),
  Expire: words('the session has expired: resigns', '세션 만료: 물러남'),
  BrokerChange: words('brokers came or went', '브로커가 들어오거나 나감'),
  BrokerModifications: words('a broker’s address has changed', '브로커 주소가 바뀜'),
  TopicChange: words('topics came', '토픽이 생김'),
  PartitionModifications: words('a topic has got partitions', '토픽의 파티션이 늘어남'),
  TopicDeletion: words('topics are to be deleted', '토픽을 삭제해야 함'),
  IsrChangeNotification: words('leaders have written ISRs: reads them again', '리더들이 ISR을 씀: 다시 읽음'),
  PartitionReassignmentIsrChange: words('a moving partition has caught up?', '옮기는 파티션이 따라잡았는지 확인'),
  ReplicaLeaderElection: words('an election that was asked for', '요청받은 리더 선출'),
  AutoPreferredReplicaLeaderElection: words('are leaders where they should be?', '리더가 제자리에 있는지 확인'),
  ControlledShutdown: words('a broker wants to leave: moves its leaders', '브로커가 나가려 함: 리더를 옮김'),
  AlterPartitionReceived: words('a leader asks for another ISR', '리더가 ISR 변경을 요청'),
  AllocateProducerIds: words('a broker needs producer ids', '브로커가 producer ID를 요청'),
  LeaderAndIsrResponseReceived: words('a broker has answered LeaderAndIsr', '브로커가 LeaderAndIsr에 응답'),
  UpdateMetadataResponseReceived: words('a broker has answered UpdateMetadata', '브로커가 UpdateMetadata에 응답'),
  TopicDeletionStopReplicaResponseReceived: words('a broker has deleted replicas', '브로커가 레플리카를 삭제함'),
};
