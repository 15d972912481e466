/**
 * A lesson's prose: the tree of `markdown.ts` as elements. Kafka's English words stay marked as English in Korean text. The
 * terms of the glossary and the settings in it become links as soon as their code has come; the words are the same without.
 */
import { Fragment, lazy, type ReactNode, Suspense, useMemo } from 'react';
import { type Block, type Inline, parseMarkdown } from '../markdown.ts';

/** The words are there without it: it lets the first picture and the first motion go before. */
const LINKED_AFTER_MS = 700;
const LinkedBlocks = lazy(async () => {
  await new Promise((resolve) => setTimeout(resolve, LINKED_AFTER_MS));
  return import('../glossary/LinkedBlocks.tsx');
});

/** What a node is drawn as in place of the plain element; undefined: as ever. */
export type Special = (node: Inline, key: string) => ReactNode | undefined;

export function Prose({ text, language }: { readonly text: string; readonly language: 'en' | 'ko' }) {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  return (
    <div className="prose" lang={language}>
      <Suspense fallback={blockElements(blocks)}>
        <LinkedBlocks blocks={blocks} />
      </Suspense>
    </div>
  );
}

export function blockElements(blocks: readonly Block[], special?: Special): ReactNode {
  return blocks.map((block, place) => {
    const key = `${block.type} ${place}`;
    switch (block.type) {
      case 'heading':
        return block.level === 3 ? (
          <h3 key={key}>{inline(block.children)}</h3>
        ) : (
          <h4 key={key}>{inline(block.children)}</h4>
        );
      case 'paragraph':
        return <p key={key}>{inline(block.children, special)}</p>;
      case 'quote':
        return <blockquote key={key}>{inline(block.children, special)}</blockquote>;
      case 'code':
        return <pre key={key}>{block.text}</pre>;
      case 'list': {
        // biome-ignore lint/suspicious/noArrayIndexKey: text that is parsed anew as a whole has no other name
        const items = block.items.map((item, number) => <li key={`${key} ${number}`}>{inline(item, special)}</li>);
        if (!block.ordered) return <ul key={key}>{items}</ul>;
        return (
          <ol key={key} start={block.start}>
            {items}
          </ol>
        );
      }
    }
    return null;
  });
}

export function inline(nodes: readonly Inline[], special?: Special): ReactNode {
  return nodes.map((node, place) => {
    const key = `${node.type} ${place}`;
    const element = special?.(node, key);
    if (element !== undefined) return element;
    switch (node.type) {
      case 'text':
        return <Fragment key={key}>{node.text}</Fragment>;
      case 'term':
        return (
          <Fragment key={key}>
            {node.text}
            {node.tail}
          </Fragment>
        );
      case 'code':
        return (
          <code key={key} lang="en">
            {node.text}
          </code>
        );
      case 'strong':
        return <strong key={key}>{inline(node.children, special)}</strong>;
      case 'em':
        return <em key={key}>{inline(node.children, special)}</em>;
      case 'link':
        return (
          <a
            key={key}
            href={node.href}
            rel="noopener noreferrer"
            target={node.href.startsWith('#') ? undefined : '_blank'}
          >
            {inline(node.children)}
          </a>
        );
    }
    return null;
  });
}
