/** The functions of bash that the steps of a script call. They keep to bash 3.2, which is that of macOS. */
import { shellWord } from './quote.ts';

interface Names {
  readonly project: string;
  readonly bootstrap: string;
  /** Servers of ZooKeeper. */
  readonly ensemble: readonly string[];
}

export function helpers({ project, bootstrap, ensemble }: Names): string[] {
  const names = `
# Git for Windows would make paths of Windows out of those of the containers.
export MSYS_NO_PATHCONV=1
# Cutting links needs a container with iptables and tc in the network of a node. Empty: those steps are left out.
NET_IMAGE=\${NET_IMAGE-nicolaka/netshoot}
NETWORK=${shellWord(project)}
BOOTSTRAP=${shellWord(bootstrap)}`;
  const controllers = ensemble.length === 0 ? QUORUM : ensembleText(ensemble);
  return [names, TIME, TOOLS, WHO, controllers, NODES, LINKS];
}

const TIME = String.raw`
say() { printf '%s\n' "$*" >&2; }
# Bash 3.2 knows whole seconds only.
now() { if [ -n "\${EPOCHREALTIME:-}" ]; then printf '%s' "\${EPOCHREALTIME/,/.}"; else date +%s; fi; }
# What is left, and what is due.
sum() { LC_ALL=C awk -v one="$1" -v two="$2" -v three="$3" 'BEGIN { printf "%.3f", one + two - three }'; }
# Seconds since the timeline began, and what is due then.
at() {
  local left
  left=$(sum "$begin" "$1" "$(now)")
  case $left in -*) ;; *) sleep "$left" ;; esac
  catch_up
  say "-- $1 s: $2"
}
wait_for() {
  local since
  since=$(now)
  say "Now wait for: $1"
  if [ -t 0 ]; then read -r -p 'Enter goes on ' _; else sleep 5; fi
  # What comes later is as far from it as it was.
  begin=$(sum "$begin" "$(now)" "$since")
}
# Servers that listen may not be counted in yet.
again() {
  local tries=10
  until "$@"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 2
  done
}
# For the containers: waits until so many microseconds after the last time.
PACE='pace() { local now=\${EPOCHREALTIME/[.,]/} left; left=$((\${due:-$now} + $1 - now)); [ "$left" -gt -1000000 ] || left=0; due=$((now + left)); [ "$left" -le 0 ] || sleep "$((left / 1000000)).$(printf %06d "$((left % 1000000))")"; }'`.replaceAll(
  '\\$',
  '$',
);

const TOOLS = String.raw`
on() { docker compose exec -T "$@" </dev/null; }
fed() { docker compose exec -T "$@"; }
# A program of bash in a container that goes on by itself.
spawn() { docker compose exec -d "$1" bash -c "$PACE; $2"; }
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
put_file() { printf '%s' "$1" | fed tools bash -c 'cat > /tmp/tidemark.json'; }`.replaceAll('\\$', '$');

const WHO = String.raw`
# The id behind "Leader: 2", of one partition.
leader_id() {
  tool kafka-topics.sh --bootstrap-server "$BOOTSTRAP" --describe --topic "$1" |
    sed -n "s/.*[[:space:]]Partition: $2[[:space:]]*Leader: \([0-9]*\).*/\1/p"
}
leader_of() { printf 'b%s' "$(leader_id "$1" "$2")"; }
follower_of() {
  local leader
  leader=$(leader_id "$1" "$2")
  tool kafka-topics.sh --bootstrap-server "$BOOTSTRAP" --describe --topic "$1" |
    sed -n "s/.*[[:space:]]Partition: $2[[:space:]].*Replicas: \([0-9,]*\).*/\1/p" | tr , '\n' |
    grep -vx "$leader" | head -n 1 | sed 's/^/b/'
}`.replaceAll('\\$', '$');

const QUORUM = `
active_controller() {
  local id
  id=$(tool kafka-metadata-quorum.sh --bootstrap-server "$BOOTSTRAP" describe --status | sed -n 's/^LeaderId: *//p')
  if [ "$id" -gt 3000 ]; then printf 'c%s' "$((id - 3000))"; else printf 'b%s' "$id"; fi
}`;

function ensembleText(ensemble: readonly string[]): string {
  const servers = ensemble.map((name) => `${name}:2181`).join(',');
  return `
active_controller() {
  printf 'b%s' "$(tool zookeeper-shell.sh ${servers} get /controller | sed -n 's/.*"brokerid":\\([0-9]*\\).*/\\1/p')"
}
# Who says of itself that it leads.
zookeeper_leader() {
  local server
  for server in ${ensemble.join(' ')}; do
    if on "$server" bash -c 'exec 3<>/dev/tcp/localhost/2181; echo srvr >&3; cat <&3' | grep -q 'Mode: leader'; then
      printf '%s' "$server"
      return
    fi
  done
}`;
}

const NODES = `
STARTED=
STARTED_AT=0
IS_LATE=
start_servers() {
  docker compose up -d --no-deps "$@"
  STARTED="$STARTED $*"
  STARTED_AT=$(now)
  IS_LATE=yes
}
await_started() {
  local server tries
  for server in $STARTED; do
    tries=90
    while [ "$tries" -gt 0 ] && [ "$(docker inspect -f '{{.State.Health.Status}}' "$(docker compose ps -aq "$server")")" = starting ]; do
      sleep 1
      tries=$((tries - 1))
    done
  done
  STARTED=
}
# What is due three seconds after a start or later counts on it: what comes later moves back as much as it takes.
catch_up() {
  local since
  [ -n "$STARTED" ] || return 0
  since=$(now)
  case $(sum "$since" 0 "$STARTED_AT") in -* | [0-2].*) return 0 ;; esac
  await_started
  begin=$(sum "$begin" "$(now)" "$since")
}
# A client and what it runs, if it does not run already.
start_client() {
  local client=$1 run
  shift
  docker compose up -d --no-deps "$client"
  if on "$client" pgrep java >/dev/null; then return; fi
  for run; do "$run"; done
}
# Nothing is left of its disk.
wipe() { docker compose run --rm --no-deps --entrypoint bash "$1" -c 'rm -rf /var/lib/kafka/data/..?* /var/lib/kafka/data/.[!.]* /var/lib/kafka/data/*'; }
# Until who was started late listens, and its followers have caught up.
settle() {
  wait
  [ -n "$IS_LATE" ] || return 0
  await_started
  sleep 8
}`;

const LINKS = String.raw`
have_net_image() {
  [ -n "$NET_IMAGE" ] || return 0
  docker image inspect "$NET_IMAGE" >/dev/null 2>&1 || docker pull -q "$NET_IMAGE" || { say "no image $NET_IMAGE: links stay as they are"; NET_IMAGE=; }
}
# A program of sh in the network of a node, with its words.
net() {
  local node=$1
  shift
  [ -n "$NET_IMAGE" ] || { say "left out for $node: no NET_IMAGE"; return 0; }
  docker run --rm --cap-add NET_ADMIN --network "container:$(docker compose ps -q "$node")" "$NET_IMAGE" sh -c "$@" || say "failed in the network of $node"
}
# Of those that do not run, too: a container keeps its own.
addresses() {
  local ids
  ids=$(docker compose ps -aq "$@")
  # shellcheck disable=SC2086
  [ -z "$ids" ] || docker inspect -f "{{(index .NetworkSettings.Networks \"$NETWORK\").IPAMConfig.IPv4Address}}" $ids
}
# In whose networks something was changed.
LINKED=
# both|out|in NODE OTHER...: what it sends to the others (out) or they to it (in) is lost.
cut_link() {
  local way=$1 node=$2
  shift 2
  LINKED="$LINKED $node"
  # shellcheck disable=SC2046
  net "$node" 'way=$1; shift
    for ip; do
      [ "$way" = in ] || iptables -A OUTPUT -d "$ip" -j DROP || exit 1
      [ "$way" = out ] || iptables -A INPUT -s "$ip" -j DROP || exit 1
    done' sh "$way" $(addresses "$@")
}
heal_link() {
  local way=$1 node=$2
  shift 2
  # shellcheck disable=SC2046
  net "$node" 'way=$1; shift
    for ip; do
      last=\${ip##*.}; rest=\${ip%.*}; n=$((\${rest##*.} % 250 * 256 + last))
      [ "$way" = in ] || { iptables -D OUTPUT -d "$ip" -j DROP; tc filter del dev eth0 parent 1: prio "$n"; } 2>/dev/null
      [ "$way" = out ] || iptables -D INPUT -s "$ip" -j DROP 2>/dev/null
    done
    exit 0' sh "$way" $(addresses "$@")
}
# NODE DELAY RATE OTHER...: what it sends to the others. Each has a class of its own, the rest is as fast as ever.
slow_link() {
  local node=$1 delay=$2 rate=$3
  shift 3
  LINKED="$LINKED $node"
  # shellcheck disable=SC2046
  net "$node" 'delay=$1 rate=$2; shift 2
    tc qdisc show dev eth0 | grep -q "htb 1:" ||
      { tc qdisc add dev eth0 root handle 1: htb default 1 && tc class add dev eth0 parent 1: classid 1:1 htb rate 10gbit quantum 60000; } || exit 1
    for ip; do
      last=\${ip##*.}; rest=\${ip%.*}; n=$((\${rest##*.} % 250 * 256 + last)); class=1:$(printf %x "$n")
      { tc filter del dev eth0 parent 1: prio "$n"; tc class del dev eth0 classid "$class"; } 2>/dev/null
      tc class add dev eth0 parent 1: classid "$class" htb rate "$rate" quantum 60000 || exit 1
      [ "$delay" = 0 ] || tc qdisc add dev eth0 parent "$class" netem delay "$delay" limit 100000 || exit 1
      tc filter add dev eth0 parent 1: protocol ip prio "$n" u32 match ip dst "$ip/32" flowid "$class" || exit 1
    done' sh "$delay" "$rate" $(addresses "$@")
}
heal_all() {
  local node
  [ -n "$LINKED" ] || return 0
  # shellcheck disable=SC2086
  for node in $(printf '%s\n' $LINKED | sort -u); do
    # Of one that is down nothing is left.
    [ -n "$(docker compose ps -q "$node")" ] || continue
    net "$node" 'iptables -F OUTPUT; iptables -F INPUT; tc qdisc del dev eth0 root 2>/dev/null || true'
  done
  LINKED=
}`.replaceAll('\\$', '$');
