/** Prose of strangers: whatever is in it, the page shows text, and links that go to the web or stay on the page. */
import { expect, test } from 'vitest';
import { type Block, type Inline, parseMarkdown } from '../../src/app/markdown.ts';

const SCRIPTS = ['alert(1)', 'fetch`//evil.example`', '/**/eval(name)'];
const TAGS = [
  'script',
  'img',
  'svg',
  'iframe',
  'object',
  'embed',
  'math',
  'style',
  'link',
  'base',
  'form',
  'video',
  'template',
  'meta',
];
const MARKUP = TAGS.flatMap((tag) => [
  `<${tag} src=x onerror=${SCRIPTS[0]}>`,
  `<${tag.toUpperCase()}/onload=${SCRIPTS[1]}//`,
  `&lt;${tag}&gt;${SCRIPTS[0]}`,
  `<${tag}\\n href="javascript:${SCRIPTS[2]}">`,
]);
const ADDRESSES = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  '&#106;avascript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'blob:https://a/b',
  'file:///etc/passwd',
  '//evil.example',
  '/\\evil.example',
  'https:evil.example',
  'http:/evil.example',
  'view-source:https://a',
  'about:blank',
  ' https://a',
  'https\u200b://a',
  'mailto:a@b',
  'filesystem:x',
  'intent://x',
];
const WAYS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `# ${text}`,
  (text) => `- ${text}\n- b`,
  (text) => `> ${text}`,
  (text) => `**${text}**`,
  (text) => `[${text}](https://example.org)`,
];
const LINKS: readonly ((to: string) => string)[] = [
  (to) => `[a](${to})`,
  (to) => `**[a](${to})**`,
  (to) => `- *[a](${to})*`,
  (to) => `![a](${to})`,
  (to) => `<${to}>`,
  (to) => `[a]: ${to}\n\n[a]`,
  (to) => `[a](${to} "title")`,
  (to) => `[[a](https://a)](${to})`,
];

const VECTORS = [
  ...MARKUP.flatMap((markup) => WAYS.slice(0, 4).map((way) => way(markup))),
  ...ADDRESSES.flatMap((to) => LINKS.map((link) => link(to))),
];

const ALLOWED = ['text', 'code', 'strong', 'em', 'link', 'heading', 'paragraph', 'quote', 'list'];

function linksIn(node: Block | Inline): string[] {
  expect(ALLOWED).toContain(node.type);
  const inner = 'children' in node ? node.children : 'items' in node ? node.items.flat() : [];
  return [...(node.type === 'link' ? [node.href] : []), ...inner.flatMap(linksIn)];
}

test(`${VECTORS.length} texts that would be scripts elsewhere`, () => {
  expect(VECTORS.length).toBeGreaterThan(300);
  for (const text of VECTORS) {
    for (const href of parseMarkdown(text).flatMap(linksIn)) {
      const { protocol } = new URL(href, 'https://here.example/page');
      expect(href).toMatch(/^(https?:\/\/|#)/);
      expect(protocol).toMatch(/^https?:$/);
    }
  }
});

test('markup comes through letter by letter', () => {
  for (const markup of MARKUP) {
    const [block] = parseMarkdown(markup.replaceAll('`', "'"));
    expect(block).toEqual({ type: 'paragraph', children: [{ type: 'text', text: markup.replaceAll('`', "'") }] });
  }
});
