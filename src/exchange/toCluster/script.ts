/** The bash script around the steps: what it needs, how it waits, who it asks who leads. */
import { secondsText } from './clients.ts';
import { comment, shellWord, shellWords } from './quote.ts';

export interface ScriptLine {
  /** Micros. */
  readonly at: number;
  /** Behind the line before, whenever that was. */
  readonly isWaiting: boolean;
  readonly say: string;
  readonly commands: readonly string[];
}

export interface ScriptParts {
  readonly title: string;
  readonly project: string;
  readonly bootstrap: string;
  readonly first: readonly string[];
  readonly setup: readonly string[];
  readonly lines: readonly ScriptLine[];
  readonly until: number;
  readonly topics: readonly string[];
  readonly groups: readonly string[];
}

export function scriptText(parts: ScriptParts): string {
  const { title, first, setup, lines, until } = parts;
  const body = lines.map(({ at, isWaiting, say, commands }) => {
    const wait = isWaiting ? [] : [`at ${secondsText(at)} ${shellWord(comment(say))}`];
    return ['', `# ${comment(say)}`, ...wait, ...commands].join('\n');
  });
  return [
    '#!/usr/bin/env bash',
    `# ${comment(title)}`,
    '# Made by Tidemark: the same steps on a real Apache Kafka, as far as they can be done there. What cannot: README.md.',
    'set -euo pipefail',
    'cd "$(dirname "$0")"',
    helpers(parts),
    '',
    '# ---- the cluster stands, and its topics are there',
    `docker compose up -d --wait ${shellWords(first)}`,
    ...setup,
    '',
    '# ---- the timeline, in seconds from here',
    '# A step may fail there, as it may in Tidemark: the next one comes all the same.',
    'set +e',
    'begin=$(now)',
    ...body,
    '',
    `at ${secondsText(until)} 'the end'`,
    '',
    '# ---- what became of it: compare with what Tidemark shows at its end',
    ...checks(parts),
    'say "docker compose logs NAME shows what a client has printed; docker compose down -v removes everything"',
    '',
  ].join('\n');
}

function checks({ bootstrap, groups }: ScriptParts): string[] {
  const words = (...rest: string[]) => shellWords([...rest]);
  return [
    `tool ${words('kafka-topics.sh', '--bootstrap-server', bootstrap, '--describe', '--exclude-internal')}`,
    ...groups.map(
      (group) =>
        `tool ${words('kafka-consumer-groups.sh', '--bootstrap-server', bootstrap, '--describe', '--group', group)} || true`,
    ),
    `tool ${words('kafka-get-offsets.sh', '--bootstrap-server', bootstrap, '--exclude-internal-topics')} || true`,
    `tool ${words('kafka-metadata-quorum.sh', '--bootstrap-server', bootstrap, 'describe', '--status')} || true`,
  ];
}

function helpers({ project, bootstrap }: ScriptParts): string {
  return `
# Cutting links needs a container with iptables and tc in the network of a node. Empty: those steps are left out.
NET_IMAGE=\${NET_IMAGE-nicolaka/netshoot}
NETWORK=${shellWord(project)}
BOOTSTRAP=${shellWord(bootstrap)}

say() { printf '%s\\n' "$*" >&2; }
now() { date +%s; }
# Seconds since the timeline began, and what is due then.
at() {
  local left
  left=$(awk -v due="$1" -v now="$(( $(now) - begin ))" 'BEGIN { left = due - now; print (left > 0 ? left : 0) }')
  sleep "$left"
  say "-- $1 s: $2"
}
on() { docker compose exec -T "$@" </dev/null; }
fed() { docker compose exec -T "$@"; }
# A program of bash in a container that goes on by itself.
spawn() { docker compose exec -d "$1" bash -c "$2"; }
tool() {
  local name=$1
  shift
  if [ -n "\${LIMIT:-}" ]; then on tools timeout "$LIMIT" "/opt/kafka/bin/$name" "$@"; else on tools "/opt/kafka/bin/$name" "$@"; fi
}
# With what is typed into it.
tool_fed() {
  local name=$1
  shift
  fed tools timeout "\${LIMIT:-60}" "/opt/kafka/bin/$name" "$@"
}
put_file() { printf '%s' "$1" | fed tools bash -c 'cat > /tmp/tidemark.json'; }
wait_for() {
  local since
  since=$(now)
  say "Now wait for: $1"
  if [ -t 0 ]; then read -r -p 'Enter goes on ' _; else sleep 5; fi
  # What comes later is as far from it as it was.
  begin=$(( begin + $(now) - since ))
}
# The id behind "Leader: 2", of one partition.
leader_id() {
  tool kafka-topics.sh --bootstrap-server "$BOOTSTRAP" --describe --topic "$1" |
    sed -n "s/.*[[:space:]]Partition: $2[[:space:]]*Leader: \\([0-9]*\\).*/\\1/p"
}
leader_of() { printf 'b%s' "$(leader_id "$1" "$2")"; }
follower_of() {
  local leader
  leader=$(leader_id "$1" "$2")
  tool kafka-topics.sh --bootstrap-server "$BOOTSTRAP" --describe --topic "$1" |
    sed -n "s/.*[[:space:]]Partition: $2[[:space:]].*Replicas: \\([0-9,]*\\).*/\\1/p" | tr , '\\n' |
    grep -vx "$leader" | head -n 1 | sed 's/^/b/'
}
active_controller() {
  local id
  id=$(tool kafka-metadata-quorum.sh --bootstrap-server "$BOOTSTRAP" describe --status | sed -n 's/^LeaderId: *//p')
  if [ "$id" -gt 3000 ]; then printf 'c%s' "$(( id - 3000 ))"; else printf 'b%s' "$id"; fi
}
wipe() { docker compose run --rm --no-deps --entrypoint bash "$1" -c 'rm -rf /var/lib/kafka/data/*'; }
net() {
  [ -n "$NET_IMAGE" ] || { say "left out: $*"; return 0; }
  local node=$1
  shift
  docker run --rm --cap-add NET_ADMIN --network "container:$(docker compose ps -aq "$node")" "$NET_IMAGE" "$@" || say "failed: $*"
}
address_of() { docker inspect -f "{{(index .NetworkSettings.Networks \\"$NETWORK\\").IPAddress}}" "$(docker compose ps -aq "$1")"; }
cut_link() { net "$1" iptables -A OUTPUT -d "$(address_of "$2")" -j DROP; }
heal_link() { net "$1" iptables -D OUTPUT -d "$(address_of "$2")" -j DROP; }
slow() { local node=$1; shift; net "$node" tc qdisc replace dev eth0 root netem "$@"; }
heal_all() {
  local node
  for node in $(docker compose ps --services); do
    net "$node" sh -c 'iptables -F OUTPUT; tc qdisc del dev eth0 root 2>/dev/null || true'
  done
}`;
}
