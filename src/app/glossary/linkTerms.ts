/**
 * The terms of the glossary in a text's tree: the first time one occurs in a block it becomes a link, a basic word only once
 * in the whole text. Headings, code and links are left as they are. A tree in, a tree out.
 */
import { findTerms, type Matcher } from '../../course/glossary/match.ts';
import type { Term } from '../../course/glossary/term.ts';
import type { Block, Inline } from '../markdown.ts';

export interface Linking {
  readonly matcher: Matcher;
  readonly termOf: (id: string) => Term | undefined;
}

export function linkTerms(blocks: readonly Block[], linking: Linking): Block[] {
  const once = new Set<string>();
  return blocks.map((block): Block => {
    switch (block.type) {
      case 'heading':
      case 'code':
        return block;
      case 'paragraph':
      case 'quote':
        return { ...block, children: linked(block.children, linking, once, new Set()) };
      case 'list':
        return { ...block, items: block.items.map((item) => linked(item, linking, once, new Set())) };
    }
    return block;
  });
}

/** `once`: basic words of the text so far; `seen`: the other terms of this block so far. */
function linked(nodes: readonly Inline[], linking: Linking, once: Set<string>, seen: Set<string>): Inline[] {
  return nodes.flatMap((node): Inline[] => {
    switch (node.type) {
      case 'text':
        return inText(node.text, linking, once, seen);
      case 'strong':
      case 'em':
        return [{ ...node, children: linked(node.children, linking, once, seen) }];
      case 'code':
      case 'link':
      case 'term':
        return [node];
    }
    return [node];
  });
}

/** What stands right behind a word, its ending or a comma, stays on its line. */
function tailOf(rest: string): string {
  return /^[^\s]{1,4}/.exec(rest)?.[0] ?? '';
}

function inText(text: string, { matcher, termOf }: Linking, once: Set<string>, seen: Set<string>): Inline[] {
  const nodes: Inline[] = [];
  let done = 0;
  const found = findTerms(text, matcher);
  for (const [place, { from, to, id, language }] of found.entries()) {
    const known = termOf(id)?.isBasic ? once : seen;
    if (known.has(id)) continue;
    known.add(id);
    if (from > done) nodes.push({ type: 'text', text: text.slice(done, from) });
    const tail = tailOf(text.slice(to, found[place + 1]?.from));
    nodes.push({ type: 'term', id, text: text.slice(from, to), language, tail });
    done = to + tail.length;
  }
  if (done < text.length) nodes.push({ type: 'text', text: text.slice(done) });
  return nodes;
}
