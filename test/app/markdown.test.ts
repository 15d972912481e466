import { describe, expect, test } from 'vitest';
import { parseInline, parseMarkdown } from '../../src/app/markdown.ts';

describe('markdown', () => {
  test('paragraphs, headings, lists, quotes and code', () => {
    const blocks = parseMarkdown(
      '# One\n\ntwo lines\nof text\n\n- a\n- b\n  goes on\n\n1. x\n2. y\n\n> said\n\n```\n<b>raw</b>\n```\n',
    );
    expect(blocks.map(({ type }) => type)).toEqual(['heading', 'paragraph', 'list', 'list', 'quote', 'code']);
    expect(blocks[1]).toEqual({ type: 'paragraph', children: [{ type: 'text', text: 'two lines of text' }] });
    expect(blocks[2]).toMatchObject({ ordered: false, items: [[{ text: 'a' }], [{ text: 'b goes on' }]] });
    expect(blocks[5]).toEqual({ type: 'code', text: '<b>raw</b>' });
  });

  test('a list that goes on behind a paragraph keeps its numbers', () => {
    const lists = parseMarkdown('1. a\n2. b\n\nThen:\n\n3. c\n').filter(({ type }) => type === 'list');
    expect(lists).toMatchObject([{ ordered: true }, { ordered: true, start: 3, items: [[{ text: 'c' }]] }]);
    expect(lists[0]).not.toHaveProperty('start');
  });

  test('HTML is text', () => {
    expect(parseMarkdown('<img src=x onerror=alert(1)>')).toEqual([
      { type: 'paragraph', children: [{ type: 'text', text: '<img src=x onerror=alert(1)>' }] },
    ]);
  });

  test('code, bold, italic and links inside a line', () => {
    const [before, code, comma, strong] = parseInline('set `acks=all`, **then *kill* it**');
    expect([before, code, comma]).toMatchObject([{ text: 'set ' }, { type: 'code', text: 'acks=all' }, { text: ', ' }]);
    expect(strong).toMatchObject({ type: 'strong', children: [{ text: 'then ' }, { type: 'em' }, { text: ' it' }] });
    expect(parseInline('[Kafka](https://kafka.apache.org/)')).toMatchObject([
      { type: 'link', href: 'https://kafka.apache.org/' },
    ]);
  });

  test('a link that would run something is only its words', () => {
    expect(parseInline('[click](javascript:alert(1))')[0]).toEqual({ type: 'text', text: 'click' });
    expect(parseInline('[click](data:text/html,x)')).toEqual([{ type: 'text', text: 'click' }]);
  });

  test('does not take long over nonsense', () => {
    const started = performance.now();
    parseMarkdown(`${'*'.repeat(5000)}\n${'['.repeat(5000)}\n${'`'.repeat(5000)}`);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
