/** Where the logs of servers and clients are shorter than Kafka's. */
import type { Deviation } from './deviation.ts';

export const serverLogDeviations: readonly Deviation[] = [
  {
    id: 'server-log-lines',
    kafka: 'config/log4j2.yaml, config/log4j.properties; the loggers of each class',
    simplified: {
      en: 'Logs are written from what happened, in the pattern and the words of Kafka’s loggers, at the levels INFO, WARN and ERROR that Kafka’s own configuration writes. Left out: the lists of settings at start-up (KafkaConfig values, ProducerConfig values), lines about the JVM, sockets, quotas, security, purgatories and threads, DEBUG and TRACE, and stack traces behind the first line of an exception.',
      ko: '로그는 일어난 일을 바탕으로 Kafka 로거의 패턴과 문구대로, Kafka 기본 설정이 남기는 INFO, WARN, ERROR 레벨로 써요. 시작할 때의 설정 목록(KafkaConfig values, ProducerConfig values), JVM·소켓·쿼터·보안·purgatory·스레드에 관한 줄, DEBUG와 TRACE, 예외 첫 줄 다음의 스택 트레이스는 뺐어요.',
    },
    learnerSees: {
      en: 'Fewer lines than a real server writes. The lines that tell a cause are there.',
      ko: '실제 서버보다 줄 수가 적어요. 원인을 알려 주는 줄은 남아 있어요.',
    },
  },
  {
    id: 'server-log-values',
    kafka: 'toString of EpochState, PartitionRegistration, LogSegment, LeaderAndIsr',
    simplified: {
      en: 'An ellipsis … stands where Kafka prints a value that the simulation does not have, or a whole object: ids of incarnations, remote IP addresses, segments, the fields of a raft state behind its epoch. “ISR updated to” carries the time at which the controller committed it; the leader hears of it a few milliseconds later. The time in a line is that of a run which begins at midnight of 1 January 2026, UTC. A failed send or commit that is only handed to the application stands under the logger “application”, which is not Kafka’s.',
      ko: '시뮬레이션에 없는 값이나 Kafka가 통째로 찍는 객체 자리에는 …를 썼어요. incarnation ID, 원격 IP 주소, 세그먼트, 에포크를 뺀 raft 상태의 필드가 그래요. “ISR updated to” 줄의 시각은 컨트롤러가 커밋한 때이고, 리더는 몇 밀리초 뒤에 알아요. 줄의 시각은 실행이 2026년 1월 1일 0시(UTC)에 시작한 것으로 셈해요. 애플리케이션에만 전달되는 전송·커밋 실패는 Kafka에는 없는 “application” 로거로 남겨요.',
    },
    learnerSees: {
      en: 'A search for a line’s fixed words works as in a real log; a pattern that parses every field of it may not.',
      ko: '줄의 고정된 문구로 찾으면 실제 로그처럼 찾을 수 있지만, 필드를 전부 파싱하는 패턴은 맞지 않을 수 있어요.',
    },
  },
];
