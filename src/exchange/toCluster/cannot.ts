/** What a scenario asks for that a real cluster in containers does not do, or not so; each said once. */
import type { Words } from '../words.ts';

export interface Cannot {
  readonly what: string;
  readonly reason: Words;
}

export class CannotList {
  readonly #list: Cannot[] = [];

  add(what: string, reason: Words): void {
    const short = what.length > 160 ? `${what.slice(0, 160)}…` : what;
    if (!this.#list.some((one) => one.what === short && one.reason.en === reason.en))
      this.#list.push({ what: short, reason });
  }

  get all(): readonly Cannot[] {
    return this.#list;
  }
}

export const CANNOT = {
  times: {
    en: 'Times are those of a shell: a second early or late, and never twice the same. A server needs some five seconds to start, a client two, a tool one.',
    ko: '시각은 셸이 맞추는 만큼이에요. 1초쯤 어긋나고, 두 번 같지 않아요. 서버가 시작하는 데 5초쯤, 클라이언트는 2초, 도구는 1초쯤 걸려요.',
  },
  seed: {
    en: 'A real cluster has no seed: delays, elections and ids are drawn anew each time.',
    ko: '실제 클러스터에는 시드가 없어요. 지연, 선출, id가 매번 새로 정해져요.',
  },
  expectations: {
    en: 'Expectations are about facts that no real cluster writes down; the script prints what the tools say at the end.',
    ko: '기대(expect)는 실제 클러스터가 남기지 않는 사실을 다뤄요. 스크립트는 끝에 도구의 출력을 보여 줘요.',
  },
  byHand: {
    en: "What was done by hand in this run is not in the scenario's file: only its own timeline is in the script.",
    ko: '이 실행에서 직접 한 일은 시나리오 파일에 없어요. 스크립트에는 타임라인만 들어가요.',
  },
  built: {
    en: 'Images apache/kafka begin with 3.7.0: one is built from the archive of Apache Kafka, on eclipse-temurin:11-jre. That needs a network, once.',
    ko: 'apache/kafka 이미지는 3.7.0부터 있어요. Apache Kafka 아카이브에서 받아 eclipse-temurin:11-jre 위에 이미지를 만들어요. 처음 한 번 네트워크가 필요해요.',
  },
  older: (version: string, used: string): Words => ({
    en: `Tools of ${version} want other words: ${used} stands in for it, built from the archive of Apache Kafka, on eclipse-temurin:11-jre. What changed between the two is as in ${used}.`,
    ko: `${version}의 도구는 옵션이 달라요. 대신 ${used}을(를) Apache Kafka 아카이브에서 받아 eclipse-temurin:11-jre 위에 만들어 써요. 둘 사이에 바뀐 것은 ${used} 쪽을 따라요.`,
  }),
  migration: {
    en: 'The move from ZooKeeper is not made: the cluster has its quorum of controllers from the start, and no ensemble.',
    ko: 'ZooKeeper에서 옮겨 오는 과정은 하지 않아요. 처음부터 컨트롤러 쿼럼으로 시작하고 앙상블은 없어요.',
  },
  zooKeeper: {
    en: 'There is no ensemble of ZooKeeper in these containers.',
    ko: '이 컨테이너들에는 ZooKeeper 앙상블이 없어요.',
  },
  rung: {
    en: 'Another generation of the replication protocol is a part of the model; the image has the one of its release.',
    ko: '다른 세대의 복제 프로토콜은 모델에만 있어요. 이미지에는 그 릴리스의 것이 들어 있어요.',
  },
  dynamicVoters: {
    en: 'The image formats its servers with static voters (controller.quorum.voters).',
    ko: '이미지는 서버를 고정 voter(controller.quorum.voters)로 포맷해요.',
  },
  metadataVersion: {
    en: 'The image formats with the metadata.version of its release.',
    ko: '이미지는 그 릴리스의 metadata.version으로 포맷해요.',
  },
  drill: {
    en: 'A drill hides its cause: the script has none of its causes.',
    ko: '훈련은 원인을 숨겨요. 스크립트에는 어떤 원인도 들어 있지 않아요.',
  },
  latency: {
    en: 'Latency and jitter of the network are those of your machine (tc netem can add to them).',
    ko: '네트워크 지연과 지터는 지금 쓰는 컴퓨터의 것이에요(tc netem으로 더할 수 있어요).',
  },
  names: {
    en: 'Names that lead elsewhere (advertised, names, bootstrap) are not set up: clients are told every broker.',
    ko: '다른 곳으로 이어지는 이름(advertised, names, bootstrap)은 만들지 않아요. 클라이언트는 모든 브로커를 알고 있어요.',
  },
  setByImage: {
    en: 'The containers need this setting for themselves.',
    ko: '이 설정은 컨테이너가 스스로 정해요.',
  },
  connector: {
    en: 'The consumer of before 2.0 is not in these images.',
    ko: '2.0 이전의 컨슈머는 이 이미지에 없어요.',
  },
  partitionOfSend: {
    en: 'kafka-console-producer cannot choose a partition: the partitioner does.',
    ko: 'kafka-console-producer는 파티션을 고를 수 없어요. 파티셔너가 정해요.',
  },
  partitionByKey: (key: string): Words => ({
    en: `kafka-console-producer cannot choose a partition: its records have the key ${key}, which leads there.`,
    ko: `kafka-console-producer는 파티션을 고를 수 없어서, 레코드마다 그 파티션으로 가는 키 ${key}를 붙여요.`,
  }),
  partitioner: {
    en: 'This partitioner is an example of the course and in no release: the one of Kafka takes its place.',
    ko: '이 파티셔너는 강의에서 든 예시라 어느 릴리스에도 없어요. Kafka의 파티셔너가 대신해요.',
  },
  sync: {
    en: 'With --sync kafka-console-producer ends at the first record that fails; an application would go on.',
    ko: '--sync를 쓰면 kafka-console-producer는 레코드 하나가 실패하자마자 끝나요. 애플리케이션이라면 계속 보냈을 거예요.',
  },
  severalSends: {
    en: 'One kafka-console-producer sends to one topic: each of its streams of records is a producer of its own there.',
    ko: 'kafka-console-producer 하나는 토픽 하나에만 보내요. 보내는 흐름마다 프로듀서가 따로 있어요.',
  },
  transactions: {
    en: 'kafka-console-producer knows no transactions: without its transactional.id it sends plain records.',
    ko: 'kafka-console-producer는 트랜잭션을 몰라요. transactional.id 없이 일반 레코드로 보내요.',
  },
  together: {
    en: 'Servers that start within the first three seconds start together with the others.',
    ko: '처음 3초 안에 시작하는 서버는 나머지와 함께 시작해요.',
  },
  lineBreaks: {
    en: 'kafka-console-producer reads lines: tabs and line breaks in keys, headers and values become spaces.',
    ko: 'kafka-console-producer는 줄을 읽어요. 키, 헤더, 값의 탭과 줄바꿈은 공백이 돼요.',
  },
  headers: {
    en: 'kafka-console-producer writes headers from 3.2 on: these records have none.',
    ko: 'kafka-console-producer는 3.2부터 헤더를 쓸 수 있어요. 이 레코드에는 헤더가 없어요.',
  },
  tombstones: {
    en: 'kafka-console-producer writes records without a value (null.marker) from 3.2 on: these tombstones are left out.',
    ko: 'kafka-console-producer는 3.2부터 값이 없는 레코드(null.marker)를 쓸 수 있어요. 이 툼스톤은 빠져요.',
  },
  zeroByte: {
    en: 'No word of a shell can hold a zero byte (\\0): it is left out.',
    ko: '셸의 인자에는 0 바이트(\\0)를 넣을 수 없어서 뺐어요.',
  },
  resend: {
    en: 'What an application does after a failed send (on-failure, fire-and-forget) is not in the tool.',
    ko: '전송 실패 뒤에 애플리케이션이 하는 일(on-failure, fire-and-forget)은 이 도구에 없어요.',
  },
  application: {
    en: 'kafka-console-consumer prints each record at once: process, commit, workers and poll-every are not in it.',
    ko: 'kafka-console-consumer는 레코드를 바로 출력해요. process, commit, workers, poll-every는 없어요.',
  },
  inProcess: {
    en: 'This happens inside the process of a client; its tool takes no such order.',
    ko: '클라이언트 프로세스 안에서 일어나는 일이에요. 도구에 이런 명령은 할 수 없어요.',
  },
  powerLoss: {
    en: 'Killed instead: the page cache of your machine survives the container.',
    ko: '대신 강제 종료해요. 컨테이너가 죽어도 컴퓨터의 페이지 캐시는 남아요.',
  },
  cut: {
    en: 'Needs a helper container with NET_ADMIN and iptables in the network of the node (NET_IMAGE in the script; empty: left out). A container that starts anew meanwhile is no longer cut off.',
    ko: '노드의 네트워크에 NET_ADMIN과 iptables가 있는 보조 컨테이너가 필요해요(스크립트의 NET_IMAGE, 비우면 건너뜀). 그사이 새로 시작한 컨테이너는 더는 단절돼 있지 않아요.',
  },
  slowLink: {
    en: 'Needs a helper container with NET_ADMIN and tc (NET_IMAGE in the script; empty: left out), and for a delay a kernel with sch_netem, which that of WSL 2 may lack: the script then says that it failed.',
    ko: 'NET_ADMIN과 tc가 있는 보조 컨테이너가 필요해요(스크립트의 NET_IMAGE, 비우면 건너뜀). 지연에는 커널의 sch_netem도 필요한데 WSL 2에는 없을 수 있어요. 그러면 스크립트가 실패했다고 알려 줘요.',
  },
  breakConnections: {
    en: 'Connections are not broken: a container has no command for that.',
    ko: '연결을 끊지 않아요. 컨테이너에는 그런 명령이 없어요.',
  },
  slowDisk: {
    en: 'Disks are as fast as yours (a device of its own with blkio limits would be needed).',
    ko: '디스크 속도는 지금 쓰는 컴퓨터의 것이에요(blkio 제한을 건 별도 장치가 필요해요).',
  },
  voters: {
    en: 'Voters do not change: the image formats with static voters.',
    ko: '이미지가 고정 voter로 포맷하므로 voter를 바꾸지 않아요.',
  },
  when: {
    en: 'Nothing tells a script of this fact: it waits until you press Enter (five seconds where nobody can), and what comes later moves back as much.',
    ko: '스크립트는 이 사실을 알 길이 없어요. Enter를 누를 때까지(누를 사람이 없으면 5초) 기다리고, 그 뒤의 시각도 그만큼 밀려요.',
  },
  target: {
    en: 'No tool says who that is: this step is left out.',
    ko: '그것이 누구인지 알려 주는 도구가 없어 이 단계를 뺐어요.',
  },
  console: {
    en: 'This line cannot be typed there: it is left out.',
    ko: '그쪽에서 입력할 수 없는 줄이라 뺐어요.',
  },
} as const;
