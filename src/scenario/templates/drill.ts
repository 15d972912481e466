/** One symptom and two causes, to be told apart with the tools that an operator has. */
import type { Template } from './template.ts';

export const drill: Template = {
  name: 'drill',
  title: { en: 'Drill: a replica is missing', ko: '진단 연습: 레플리카 하나가 모자라다' },
  summary: {
    en: 'One symptom, two causes, and the seed draws one: the learner has console, metrics and logs to name it.',
    ko: '증상은 하나, 원인은 둘이고 시드가 하나를 골라요. 콘솔, 지표, 로그를 보고 원인을 맞혀요.',
  },
  write: ({ title, note, say }) => `tidemark: 1
title: ${title}
summary: ${say(
    'A partition is under-replicated. Is the broker dead, or can it only not be reached?',
    '파티션의 복제본이 모자라요. 브로커가 죽은 걸까요, 아니면 연결만 안 되는 걸까요?',
  )}
seed: 1
until: 60s
drill:
  ${note('The page opens here: by then the symptom must stand, whatever the cause.', '페이지는 이때 열려요. 원인이 무엇이든 그때까지 증상이 나타나야 해요.')}
  opens: 45s
  symptom: ${say(
    'Since about 20 s the ISR of orders-0 has been one smaller. Whom do you call: those who look after the servers, or those who look after the network?',
    '20초쯤부터 orders-0의 ISR이 하나 줄었어요. 서버 담당과 네트워크 담당 중 누구를 부를까요?',
  )}
  hints:
    - ${say(
      'Run kafka-topics --describe --topic orders. Which broker is missing?',
      'kafka-topics --describe --topic orders를 실행해 보세요. 어느 브로커가 빠졌나요?',
    )}
    - ${say(
      'Look at the log of that broker. Does it still write lines?',
      '그 브로커의 로그를 보세요. 아직 줄이 쌓이나요?',
    )}
  causes:
    - name: dead
      say: ${say('The process of b3 has died', 'b3의 프로세스가 죽었다')}
      tell: ${say(
        'The log of b3 ends at 20 s, and after its session the controller has fenced it.',
        'b3의 로그가 20초에 끝나고, 세션이 만료되자 컨트롤러가 b3을 펜싱했어요.',
      )}
      ${note('What happens with this cause, beside the timeline that all causes share.', '이 원인일 때만 일어나는 일이에요. 공통 타임라인에 더해져요.')}
      timeline:
        - { at: 20s, kill: b3 }
      evidence:
        - fact: BrokerFenced
          where: { brokerId: 3 }
          say: ${say('The controller has not heard of b3 any more.', '컨트롤러가 b3의 소식을 듣지 못했어요.')}
      ${note('What holds with this cause and with no other.', '이 원인일 때만 참인 것이에요.')}
      expect:
        - { fact: BrokerFenced, where: { brokerId: 3 }, after: 20s, times: 1 }
    - name: cut-off
      say: ${say('b3 lives, and cannot reach the leader', 'b3은 살아 있지만 리더에 닿지 않는다')}
      tell: ${say(
        'b3 goes on writing into its log that it cannot fetch from b1. Its heartbeats reach the controller, so it is not fenced.',
        'b3의 로그에 b1에서 가져올 수 없다는 줄이 계속 쌓여요. 하트비트는 컨트롤러에 닿으니 펜싱되지 않아요.',
      )}
      timeline:
        - { at: 20s, cut: { from: b1, to: b3 } }
      evidence:
        - fact: IsrShrinkProposed
          where: { broker: 1, out: [3] }
          say: ${say('The leader has not seen b3 fetch for too long.', '리더가 b3의 페치를 너무 오래 보지 못했어요.')}
      expect:
        - { fact: IsrShrinkProposed, where: { broker: 1, out: [3] }, after: 20s, at-least: 1 }
        - { never: { fact: BrokerFenced, where: { brokerId: 3 }, after: 20s } }

cluster:
  controllers: 1
  brokers: 3
  ${note('Longer than the session of 9 s, so that with a dead broker the controller is first.', '브로커 세션(9초)보다 길어서, 브로커가 죽으면 컨트롤러가 먼저 알아차려요.')}
  config: { replica.lag.time.max.ms: 15000 }
topics:
  - { name: orders, assignment: [[1, 2, 3]], config: { min.insync.replicas: 2 } }
producers:
  - name: p1
    config: { acks: all }
    send: [{ topic: orders, every: 500ms, key: "order-{n}" }]

${note('The symptom: it must hold with every cause.', '증상이에요. 원인이 무엇이든 참이어야 해요.')}
expect:
  - { fact: IsrChanged, where: { partition: orders-0, isr: [1, 2] }, after: 20s, before: 45s }
  - { final: { partition: orders-0, leader: 1, isr: [1, 2] } }
`,
};
