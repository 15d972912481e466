/** A text with its terms and settings as links, each opening what it means. */
import { useMemo } from 'react';
import { termOf } from '../../course/glossary/index.ts';
import { TermLink } from '../../views/glossary/TermLink.tsx';
import { useAppState } from '../appContext.ts';
import type { Block } from '../markdown.ts';
import { blockElements, type Special } from '../panes/Prose.tsx';
import { CodeThing } from './CodeThing.tsx';
import { linkTerms } from './linkTerms.ts';
import { MATCHER } from './matcher.ts';
import { RunTermCard } from './RunTermCard.tsx';

const LINKING = { matcher: MATCHER, termOf };

export default function LinkedBlocks({ blocks }: { readonly blocks: readonly Block[] }) {
  const { language } = useAppState((state) => state.settings);
  const linked = useMemo(() => linkTerms(blocks, LINKING), [blocks]);
  const special: Special = (node, key) => {
    if (node.type === 'term') {
      const term = termOf(node.id);
      if (term === undefined) return undefined;
      const link = (
        <TermLink
          key={key}
          term={term}
          text={node.text}
          of={node.language}
          language={language}
          card={(close) => <RunTermCard term={term} onLeave={close} />}
        />
      );
      if (node.tail === '') return link;
      return (
        <span key={key} className="term-with-tail">
          {link}
          {node.tail}
        </span>
      );
    }
    return node.type === 'code' ? <CodeThing key={key} text={node.text} /> : undefined;
  };
  return blockElements(linked, special);
}
