/** What a text is that no topic could be read from, by its first lines; and what to paste instead. */
import type { Words } from '../words.ts';
import type { DescribedCluster } from './described.ts';

/** What something is shows in so much of it. */
const MOST_LOOKED_AT = 20_000;
const MOST_LINES = 200;
const LONGEST_LINE = 400;

const PASTE: Words = {
  en: 'Paste the output of kafka-topics.sh --describe, with that of other tools if you like.',
  ko: 'kafka-topics.sh --describe의 출력을 붙여 넣으세요. 다른 도구의 출력은 함께 넣어도 돼요.',
};

const EMPTY = instead('There is nothing in it.', '비어 있어요.');
const NO_TOPIC = instead('There is no topic in it.', '토픽이 없어요.');
const OTHERS_ONLY: Words = {
  en: 'Groups or brokers are in it, but no topic: where its replicas are is told by kafka-topics.sh --describe alone. Paste that too.',
  ko: '그룹이나 브로커는 있는데 토픽이 없어요. 레플리카가 어디 있는지는 kafka-topics.sh --describe만 알려 주니 그 출력도 붙여 넣으세요.',
};

/** By the whole of it; the first that fits is told. */
const LOOKS: readonly { readonly fits: RegExp; readonly say: Words }[] = [
  {
    fits: /^\s*<(?:!doctype|!--|\?xml|[a-z][\w-]{0,20}[\s>])/i,
    say: instead('It looks like HTML or XML, not like text.', '텍스트가 아니라 HTML이나 XML로 보여요.'),
  },
  {
    fits: /^[ \t]*Topic: ?\S.{0,300}\bPartition:/m,
    say: {
      en: 'It looks like kafka-topics.sh --describe, but no line of a partition is whole: each has Topic, Partition, Leader, Replicas and Isr, with numbers. Mend those that are listed, or paste what the tool prints.',
      ko: 'kafka-topics.sh --describe로 보이는데 온전한 파티션 줄이 없어요. 줄마다 Topic, Partition, Leader, Replicas, Isr와 숫자가 있어야 해요. 목록에 있는 줄을 고치거나 도구의 출력을 그대로 붙여 넣으세요.',
    },
  },
  {
    fits: /^[ \t]*Topic: ?\S.{0,300}\bPartitionCount:/m,
    say: {
      en: 'It looks like the topics without their partitions, as --topics-with-overrides prints them. Run kafka-topics.sh --describe without that flag, and paste what it prints.',
      ko: '--topics-with-overrides의 출력처럼 파티션 없이 토픽만 있는 것으로 보여요. 그 옵션 없이 kafka-topics.sh --describe를 실행해서 그 출력을 붙여 넣으세요.',
    },
  },
  {
    fits: /^[ \t]*tidemark:[ \t]*\d/m,
    say: {
      en: 'It looks like a scenario of Tidemark: open it with “Open a scenario file…” instead.',
      ko: 'Tidemark 시나리오로 보여요. 대신 ‘시나리오 파일 열기…’로 여세요.',
    },
  },
  {
    fits: /^(?:apiVersion|kind):\s*\S/m,
    say: instead(
      'It looks like a Kubernetes resource, which says what is wanted, not where replicas are: run the tool in a pod (kubectl exec).',
      '쿠버네티스 리소스로 보여요. 원하는 상태만 있고 레플리카 위치는 없으니 파드 안에서 도구를 실행하세요(kubectl exec).',
    ),
  },
  {
    fits: /^[ \t]*[{[][ \t]*(?:["{[\]}]|$)/m,
    say: instead(
      'It looks like JSON: of a REST API, of kcat -J or of kafka-reassign-partitions. Only what tools print as text is read.',
      'REST API, kcat -J, kafka-reassign-partitions 등의 JSON으로 보여요. 여기서는 도구가 출력한 텍스트만 읽어요.',
    ),
  },
  {
    fits: /^[ \t]*Metadata for .{1,260} \(from broker/m,
    say: instead(
      'It looks like the output of kcat -L, which tells no settings and no lag.',
      'kcat -L의 출력으로 보여요. 설정도 랙도 없어서 읽지 않아요.',
    ),
  },
  {
    fits: /^[ \t]*PARTITION[ \t]+LEADER[ \t]+EPOCH\b/m,
    say: instead('It looks like the output of rpk.', 'rpk의 출력으로 보여요.'),
  },
  {
    fits: /command not found|No such file or directory|is not recognized as|executable file not found/,
    say: instead(
      'It looks like the shell did not find the tool: it is in bin/ of Kafka, in containers often in /opt/kafka/bin, and in some distributions without .sh.',
      '셸이 도구를 찾지 못한 것으로 보여요. Kafka의 bin/, 컨테이너라면 보통 /opt/kafka/bin에 있고, 배포판에 따라 이름에 .sh가 없어요.',
    ),
  },
  {
    fits: /^(?:Option\s+Description\b|usage: \S)/m,
    say: instead(
      'It looks like the help of a tool: something was missing in the command.',
      '도구의 도움말로 보여요. 명령에 빠진 옵션이 있었을 거예요.',
    ),
  },
  {
    fits: /Error while executing topic command|Timed out waiting for a node assignment|Connection to node -?\d+ .{0,200}could not be established|TimeoutException: (?:Call|Timed)/,
    say: {
      en: 'It looks like the tool did not reach the cluster: look at --bootstrap-server, and at --command-config if the cluster asks for TLS or SASL. Then paste what it prints.',
      ko: '도구가 클러스터에 연결하지 못한 것으로 보여요. --bootstrap-server를, TLS나 SASL을 쓴다면 --command-config도 확인한 뒤 그 출력을 붙여 넣으세요.',
    },
  },
];

/** By each of its lines: most of them are such. */
const LINES: readonly { readonly fits: RegExp; readonly say: Words }[] = [
  {
    fits: /^\s*(?:\[?\d{4}-\d\d-\d\d[T ]\d\d|at [\w.$/]+\(|Caused by: |[\w.$]+(?:Exception|Error)\b|(?:TRACE|DEBUG|INFO|WARN|ERROR)\b)/,
    say: instead('It looks like the log of a server or a client.', '서버나 클라이언트의 로그로 보여요.'),
  },
  {
    fits: /^\s*(?:\$\s+|\S{1,60}[$#>]\s+)?(?:\S{0,200}\/)?kafka-[a-z-]+(?:\.sh|\.bat)?\s.*--/,
    say: {
      en: 'That is the command alone: run it where Kafka’s tools are, and paste what it prints.',
      ko: '명령만 있고 출력이 없어요. Kafka 도구가 있는 곳에서 실행한 뒤 그 출력을 붙여 넣으세요.',
    },
  },
  {
    fits: /^\s*(?:#.*|[a-z][\w-]*(?:\.[\w-]+)+\s*=.*)$/,
    say: instead(
      'It looks like a file of settings of a server or a client.',
      '서버나 클라이언트의 설정 파일로 보여요.',
    ),
  },
  {
    fits: /^[\w.-]{1,249}$/,
    say: instead('It looks like a list of names, as --list prints it.', '--list가 출력하는 이름 목록으로 보여요.'),
  },
  {
    fits: /^[^,\t;]*(?:[,\t;][^,\t;]*){2,}$/,
    say: instead('It looks like a table of a spreadsheet.', '스프레드시트의 표로 보여요.'),
  },
];

export function looksLike(text: string, { groups, brokers }: Pick<DescribedCluster, 'groups' | 'brokers'>): Words {
  if (text.trim() === '') return EMPTY;
  if (groups.size > 0 || brokers.size > 0) return OTHERS_ONLY;
  const lines = text
    .slice(0, MOST_LOOKED_AT)
    .split(/\r?\n/, MOST_LINES)
    .filter((line) => line.trim() !== '')
    .map((line) => line.slice(0, LONGEST_LINE));
  const start = lines.join('\n');
  const look = LOOKS.find(({ fits }) => fits.test(start));
  if (look !== undefined) return look.say;
  return (
    LINES.find(({ fits }) => 3 * lines.filter((line) => fits.test(line)).length >= 2 * lines.length)?.say ?? NO_TOPIC
  );
}

function instead(en: string, ko: string): Words {
  return { en: `${en} ${PASTE.en}`, ko: `${ko} ${PASTE.ko}` };
}
