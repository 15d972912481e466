/** What `help` says in a console. */
import { TOOL_NAMES } from '../kafka/tools/programs.ts';

export const HELP = `Kafka's tools, with their own flags (--help): with and without .sh, output as theirs
  ${TOOL_NAMES.join('  ')}
  Without --bootstrap-server the console names all brokers. Behind > file, output goes into a file of this console,
  which a flag may name (--reassignment-json-file plan.json); a flag takes JSON itself, too.
  kafka-dump-log reads a broker's disk: --files b2:/orders-0/00000000000000000000.log
Time
  run 10s                    lets time pass
  until LeaderElected [60s]  up to a fact
What happens to the cluster
  kill b1  start b1  pause b1  resume b1  power-loss b1  wipe b1  stop b1 (controlled shutdown)
  cut b1 [b2]  heal
  add like c1                one more client like this one
This console
  files  cat FILE  write FILE TEXT  facts [20]  interrupt (Ctrl-C)  save FILE  help  exit (Ctrl-D)
`;
