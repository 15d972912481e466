/** Whom a line of the timeline means: a container by its name, or what asks the cluster when the time has come. */
import { parseSelector } from '../../scenario/selectors.ts';
import { CANNOT, type CannotList } from './cannot.ts';
import { shellWord, shellWords } from './quote.ts';

export interface Target {
  /** As bash reads it. */
  readonly word: string;
  /** Known before the script is run. */
  readonly node?: string;
}

interface Known {
  readonly nodes: readonly string[];
  /** Servers of ZooKeeper among them. */
  readonly ensemble: readonly string[];
  readonly cannot: CannotList;
}

/** Those that nobody can tell are left out, and it is said. */
export function targetsFor(targets: readonly string[], say: string, known: Known): Target[] {
  return targets.flatMap((target) => {
    const found = targetFor(target, known);
    if (found !== undefined) return found;
    const isOfNone = known.ensemble.length === 0 && /^z\d+$|^zookeeper /.test(target);
    known.cannot.add(say, isOfNone ? CANNOT.zooKeeper : CANNOT.target);
    return [];
  });
}

function targetFor(target: string, { nodes, ensemble }: Known): Target | readonly Target[] | undefined {
  const selector = parseSelector(target);
  switch (selector?.type) {
    case 'node':
      return nodes.includes(selector.name) ? { word: shellWord(selector.name), node: selector.name } : undefined;
    case 'leader':
    case 'follower': {
      const dash = selector.partition.lastIndexOf('-');
      const [topic, partition] = [selector.partition.slice(0, dash), selector.partition.slice(dash + 1)];
      return { word: `"$(${selector.type}_of ${shellWords([topic, partition])})"` };
    }
    case 'active controller':
      return { word: '"$(active_controller)"' };
    case 'zookeeper':
      if (ensemble.length === 0) return undefined;
      if (selector.which === 'servers') return ensemble.map((node) => ({ word: shellWord(node), node }));
      return selector.which === 'leader' ? { word: '"$(zookeeper_leader)"' } : undefined;
    default:
      return undefined;
  }
}
