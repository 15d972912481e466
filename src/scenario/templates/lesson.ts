/** A whole lesson, short: four beats with predictions, a goal to reach, one thing to change, and what comes back later. */
import type { Template } from './template.ts';

export const lesson: Template = {
  name: 'lesson',
  title: { en: 'The session runs out', ko: '세션이 만료되는 순간' },
  summary: {
    en: 'A lesson with predictions, a goal, one thing to change and questions that come back: to be rewritten beat by beat.',
    ko: '예측, 목표, 바꿔 볼 설정, 복습 문제가 다 있는 레슨이에요. 단계마다 고쳐 쓰면 돼요.',
  },
  write: ({ title, note, say, lines }) => `tidemark: 1
title: ${title}
summary: ${say('A leader dies. Who leads after it, and when?', '리더가 죽어요. 누가, 언제 이어받을까요?')}
lesson:
  ${note('One thing that people believe and that is not so.', '사람들이 흔히 잘못 아는 것 하나예요.')}
  misconception:
${lines(4, 'When a leader dies, a follower takes over at once.', '리더가 죽으면 팔로워가 곧바로 이어받는다.')}
    source: KIP-631, broker heartbeats and fencing
  minutes: 4
  beats:
    - name: before
      say: ${say(
        'Three brokers keep the partition orders-0. b1 leads, b2 and b3 follow, and p1 writes to b1.',
        '브로커 셋이 파티션 orders-0을 가지고 있어요. b1이 리더, b2와 b3이 팔로워이고 p1은 b1에 써요.',
      )}
      look: { select: orders-0, lens: log }
    - name: who-leads
      ${note('The run waits where nothing of the answer can be seen yet.', '답이 아직 하나도 보이지 않는 곳에서 멈춰요.')}
      stop: { fact: ProcessKilled, where: { node: b1 }, just-before: true }
      say: ${say('b1 is about to be killed.', '이제 곧 b1이 죽어요.')}
      look: { select: orders-0, lens: leadership }
      predict:
        ask: ${say('Who will lead next?', '다음 리더는 누구일까요?')}
        node:
          of: brokers
          ${note('The answer is read from the run, never written down.', '답은 적어 두지 않고 실행에서 읽어요.')}
          is: { field: { fact: LeaderElected, name: leader } }
          none: ${say('Nobody', '아무도 없음')}
          wrong:
            - is: none
              because: ${say(
                'Two replicas are left in the ISR, and either may lead.',
                'ISR에 레플리카가 둘 남아 있고, 누구든 리더가 될 수 있어요.',
              )}
              evidence: { fact: LeaderElected }
      reveal: { fact: LeaderElected }
      why: { fact: LeaderElected }
      outcome: ${say(
        'The first replica of the assignment that is alive and in the ISR.',
        '할당 순서대로 보아 살아 있고 ISR에 있는 첫 레플리카예요.',
      )}
    - name: how-long
      say: ${say(
        'Somebody leads again. It was not at once: look at the time.',
        '다시 리더가 생겼어요. 곧바로는 아니었어요. 시각을 보세요.',
      )}
      predict:
        ask: ${say('What did the controller wait for?', '컨트롤러는 무엇을 기다렸을까요?')}
        choose:
          - say: ${say('For the session of b1 to run out', 'b1의 세션이 만료되기를')}
            when: { happens: { fact: BrokerFenced, where: { brokerId: 1 }, since: start } }
          - say: ${say('For a follower to ask for it', '팔로워가 나서기를')}
            when: { happens: { fact: BrokerFenced, where: { brokerId: 1 }, since: start }, is: false }
            because: ${say(
              'Followers decide nothing: they are told who leads.',
              '팔로워는 아무것도 정하지 않아요. 누가 리더인지 들을 뿐이에요.',
            )}
            evidence: { fact: BrokerFenced, where: { brokerId: 1 }, since: start }
      reveal: { fact: RecordAcknowledged }
      outcome: ${say(
        'b1 had sent its last heartbeat just before. After broker.session.timeout.ms the controller fences it, and elects.',
        'b1은 죽기 직전에 마지막 하트비트를 보냈어요. broker.session.timeout.ms가 지나면 컨트롤러가 b1을 펜싱하고 리더를 뽑아요.',
      )}
    - name: back
      stop: { fact: ProcessStarted, where: { node: b1 } }
      say: ${say('b1 is started again.', 'b1이 다시 시작돼요.')}
      look: { select: b1 orders-0, lens: log }
      predict:
        ask: ${say('Who leads when b1 is in sync again?', 'b1이 다시 동기화되면 누가 리더일까요?')}
        node:
          of: brokers
          is: { state: { partition: orders-0, read: leader } }
          wrong:
            - is: b1
              because: ${say(
                'It is the preferred leader, and still it has to wait: leader.imbalance.check.interval.seconds is 300.',
                'b1이 선호 리더이지만 더 기다려야 해요. leader.imbalance.check.interval.seconds가 300이에요.',
              )}
              evidence: { fact: IsrChanged, where: { isr: { contains: 1 } } }
      reveal: { fact: IsrChanged, where: { isr: { contains: 1 } } }
      outcome: ${say('b1 comes back as a follower.', 'b1은 팔로워로 돌아와요.')}
  goals:
    - name: no-gap
      from: { at: 8s }
      say: ${say('Let another broker lead before 10 s.', '10초가 되기 전에 다른 브로커가 리더가 되게 해 보세요.')}
      reach: { span: { to: { fact: BecameLeader, where: { broker: 2 } } }, at-most: 2000 }
      keep: { state: { ledger: true, read: lost }, is: 0 }
      hints:
        - ${say('A broker can say that it goes.', '브로커는 떠난다고 미리 말할 수 있어요.')}
      solutions:
        - say: ${say('Shut b1 down in an orderly way.', 'b1을 정상 종료해요.')}
          timeline: [{ at: 9s, controlled-shutdown: b1 }]
  what-if:
    - say: ${say('A shorter session', '세션을 더 짧게')}
      change: { cluster: true, set: { broker.session.timeout.ms: 3000 } }
  explain:
    ask: ${say('Why does it take so long until somebody leads?', '새 리더가 생기기까지 왜 이렇게 오래 걸릴까요?')}
    model: ${say(
      'Nobody tells the controller that b1 is dead. It only notices that the heartbeats stay away.',
      'b1이 죽었다고 컨트롤러에게 알려 주는 쪽이 없어요. 하트비트가 오지 않는 것을 보고서야 알아요.',
    )}
  review:
    - name: epoch
      ask: ${say('Which leader epoch is it now?', '지금 리더 에포크는 몇인가요?')}
      number:
        is: { state: { partition: orders-0, read: leader-epoch } }
        wrong:
          - is: 0
            because: ${say('That was before b1 died.', '그건 b1이 죽기 전이에요.')}
      outcome: ${say('One more for each new leader.', '새 리더가 나올 때마다 하나씩 커져요.')}
    - name: leader
      ask: ${say('b1 is back. Who leads orders-0?', 'b1이 돌아왔어요. orders-0의 리더는 누구인가요?')}
      node:
        of: brokers
        is: { state: { partition: orders-0, read: leader } }
        wrong:
          - is: b1
            because: ${say('It came back as a follower.', '팔로워로 돌아왔어요.')}
      outcome: ${say('b2 goes on to lead.', 'b2가 계속 리더예요.')}
  try:
    - say: ${say('Kill b2 as well.', 'b2도 죽여 보세요.')}
      at: { at: 30s }
    - say: ${say('Pause b1 instead, and resume it.', 'b1을 죽이는 대신 일시 정지했다가 재개해 보세요.')}
      at: { at: 9s }
    - say: ${say('Kill the active controller first.', '활성 컨트롤러를 먼저 죽여 보세요.')}
      at: { at: 8s }
until: 45s

cluster: { controllers: 3, brokers: 3 }
topics:
  - { name: orders, assignment: [[1, 2, 3]], config: { min.insync.replicas: 2 } }
producers:
  - name: p1
    config: { acks: all }
    send: [{ topic: orders, every: 100ms, key: "order-{n}" }]

timeline:
  - { at: 10s, kill: b1 }
  - { at: 28s, start: b1 }

expect:
  - { fact: BrokerFenced, where: { brokerId: 1 }, after: 10s, before: 25s, times: 1 }
  - { fact: LeaderElected, where: { partition: orders-0, leader: 2 }, after: 10s, times: 1 }
  - { final: { partition: orders-0, leader: 2, isr: [1, 2, 3] } }
  - property: NoAcknowledgedRecordLost
`,
};
