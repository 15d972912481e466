// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what harms other template languages is told as text.
/**
 * A bundled scenario in which every text that a stranger writes is one that means harm: titles, prose, questions, options,
 * reasons, hints, goals, groups, racks, keys, values, headers, lines of a console. It parses and runs as before.
 */
import { parse } from 'yaml';

/** Says so if it is ever run. */
export const WITNESS = 'pwned';

const LONG = [
  '<img src=//e.example/i onerror=pwned()>',
  '"><svg/onload=pwned()><script src=https://e.example/s.js></script>',
  '[a](javascript:pwned()) [b](//e.example) ![c](https://e.example/i.png) <a href=javascript:pwned()>x</a>',
  '<iframe srcdoc="<script>parent.pwned()</script>"></iframe>',
  '{{constructor.constructor("pwned()")()}} ${pwned()} #{pwned()} <%= pwned() %>',
  '<style>@import "//e.example/s.css"</style><link rel=stylesheet href=//e.example/s.css>',
  "'-pwned()-' `${pwned()}` </script><script>pwned()</script> ]]><script>pwned()</script>",
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=pwned()&gt;">',
  '<b>turned</b> \u200bhidden\u200d',
] as const;
/** Of fields with room for little. */
const SHORT = '<img src=//e.example onerror=pwned()>';

const ROOM: Readonly<Record<string, number>> = { unit: 40, none: 100, title: 120, say: 200, hints: 500 };

export function worstOf(text: string): { readonly text: string; readonly fields: number } {
  let fields = 0;
  const payload = (most: number): string => {
    const all = LONG[fields++ % LONG.length]!;
    return all.length <= most ? all : SHORT;
  };
  const walk = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => walk(one, key));
    if (typeof value !== 'object' || value === null) return value;
    const group = value as Readonly<Record<string, unknown>>;
    if (typeof group.en === 'string' && typeof group.ko === 'string') {
      // What is read from the run stays in it: `{leader}`.
      const most = ROOM[key] ?? 300;
      return { ...group, en: payload(most), ko: payload(most) };
    }
    return Object.fromEntries(Object.entries(group).map(([name, inner]) => [name, walk(inner, name)]));
  };
  const file = walk(parse(text), '') as Record<string, unknown>;
  const producers = (file.producers as Record<string, unknown>[] | undefined) ?? [];
  for (const producer of producers) {
    const sends = producer.send as Record<string, unknown>[];
    for (const send of sends ?? []) {
      Object.assign(send, {
        value: `${payload(900)} {n}`,
        headers: Object.fromEntries([[payload(900), payload(900)]]),
      });
    }
  }
  const [topic] = (file.topics as { name: string }[] | undefined) ?? [];
  if (topic !== undefined) {
    const hidden = { name: 'zz', group: payload(240), subscribe: [topic.name] };
    file.consumers = [...((file.consumers as unknown[] | undefined) ?? []), hidden];
    file.timeline = [
      { at: '1s', console: `kafka-topics --describe --topic "${payload(900).replace(/["`$\\]/g, '')}"` },
      { at: '1s', console: { line: `kafka-console-producer --topic ${topic.name}`, input: [payload(900)] } },
      ...((file.timeline as unknown[] | undefined) ?? []),
    ];
  }
  return { text: JSON.stringify(file, null, 1), fields };
}
