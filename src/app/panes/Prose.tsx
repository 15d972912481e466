/** A lesson's prose: the tree of `markdown.ts` as elements. Kafka's English words stay marked as English in Korean text. */
import { Fragment, type ReactNode } from 'react';
import { type Inline, parseMarkdown } from '../markdown.ts';

export function Prose({ text, language }: { readonly text: string; readonly language: 'en' | 'ko' }) {
  return (
    <div className="prose" lang={language}>
      {parseMarkdown(text).map((block, place) => {
        const key = `${block.type} ${place}`;
        switch (block.type) {
          case 'heading':
            return block.level === 3 ? (
              <h3 key={key}>{inline(block.children)}</h3>
            ) : (
              <h4 key={key}>{inline(block.children)}</h4>
            );
          case 'paragraph':
            return <p key={key}>{inline(block.children)}</p>;
          case 'quote':
            return <blockquote key={key}>{inline(block.children)}</blockquote>;
          case 'code':
            return <pre key={key}>{block.text}</pre>;
          case 'list': {
            // biome-ignore lint/suspicious/noArrayIndexKey: text that is parsed anew as a whole has no other name
            const items = block.items.map((item, number) => <li key={`${key} ${number}`}>{inline(item)}</li>);
            if (!block.ordered) return <ul key={key}>{items}</ul>;
            return (
              <ol key={key} start={block.start}>
                {items}
              </ol>
            );
          }
        }
        return null;
      })}
    </div>
  );
}

export function inline(nodes: readonly Inline[]): ReactNode {
  return nodes.map((node, place) => {
    const key = `${node.type} ${place}`;
    switch (node.type) {
      case 'text':
        return <Fragment key={key}>{node.text}</Fragment>;
      case 'code':
        return (
          <code key={key} lang="en">
            {node.text}
          </code>
        );
      case 'strong':
        return <strong key={key}>{inline(node.children)}</strong>;
      case 'em':
        return <em key={key}>{inline(node.children)}</em>;
      case 'link':
        return (
          <a key={key} href={node.href} rel="noreferrer" target={node.href.startsWith('#') ? undefined : '_blank'}>
            {inline(node.children)}
          </a>
        );
    }
    return null;
  });
}
