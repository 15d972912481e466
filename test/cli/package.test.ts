/** `tidemark package`: what is in a package, and what is refused. The page in it is opened in a browser by test/e2e. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { lessonPage } from '../../src/cli/package/lessonPage.ts';
import { cmi5, type Lesson, PAGE, scorm12, scorm2004 } from '../../src/cli/package/manifests.ts';

afterEach(() => vi.restoreAllMocks());

const LESSON: Lesson = {
  name: 'mine',
  title: { en: 'Acks < "all" & more\u0000\u001b', ko: '확인 <응답>' },
  language: 'en',
  mastery: 0.8,
};

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

/** As much of XML as is needed, and nothing that is not well-formed. */
function parsed(xml: string): Element {
  expect(xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n')).toBe(true);
  expect([...xml].filter((one) => one < ' ' && one !== '\n')).toEqual([]);
  const parts = xml.slice(xml.indexOf('?>') + 2).match(/<[^<>]*>|[^<>]+/g) ?? [];
  expect(parts.join('')).toBe(xml.slice(xml.indexOf('?>') + 2));
  const open: { name: string; attributes: Record<string, string>; children: Element[]; text: string }[] = [
    { name: '', attributes: {}, children: [], text: '' },
  ];
  for (const part of parts) {
    if (!part.startsWith('<')) {
      expect(part).toMatch(/^(?:[^&]|&(?:amp|lt|gt|quot);)*$/);
      open.at(-1)!.text += part.trim();
      continue;
    }
    if (part.startsWith('</')) {
      expect(part).toBe(`</${open.at(-1)!.name}>`);
      open.pop();
      continue;
    }
    const read = /^<([\w:]+)((?:\s+[\w:]+="[^"<&]*")*)\s*(\/?)>$/.exec(part);
    if (read === null) throw new Error(part);
    const attributes = Object.fromEntries([...read[2]!.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, k, v]) => [k, v]));
    const element = { name: read[1]!, attributes: attributes as Record<string, string>, children: [], text: '' };
    open.at(-1)!.children.push(element);
    if (read[3] === '') open.push(element);
  }
  expect(open).toHaveLength(1);
  return open[0]!.children[0]!;
}

const all = (element: Element, name: string): readonly Element[] =>
  element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);

describe('manifests', () => {
  test.each([
    { of: scorm12, schema: '1.2', type: 'adlcp:scormtype', root: 'http://www.imsproject.org/xsd/imscp_rootv1p1p2' },
    {
      of: scorm2004,
      schema: '2004 3rd Edition',
      type: 'adlcp:scormType',
      root: 'http://www.imsglobal.org/xsd/imscp_v1p1',
    },
  ])('SCORM $schema: one lesson, one page, and every identifier that is referred to', ({ of, schema, type, root }) => {
    const manifest = parsed(of(LESSON));
    expect(manifest).toMatchObject({ name: 'manifest', attributes: { xmlns: root, identifier: 'tidemark-mine' } });
    // Every prefix is declared.
    const used = new Set([...of(LESSON).matchAll(/[<\s](\w+):\w/g)].map((match) => match[1]));
    for (const prefix of used) if (prefix !== 'xmlns') expect(manifest.attributes).toHaveProperty(`xmlns:${prefix}`);
    expect(all(manifest, 'schemaversion')[0]!.text).toBe(schema);
    const [organizations] = all(manifest, 'organizations');
    expect(all(manifest, 'organization')[0]!.attributes.identifier).toBe(organizations!.attributes.default);
    const [item, resource] = [all(manifest, 'item')[0]!, all(manifest, 'resource')[0]!];
    expect(item.attributes.identifierref).toBe(resource.attributes.identifier);
    expect(item.children[0]).toMatchObject({ name: 'title', text: 'Acks &lt; &quot;all&quot; &amp; more' });
    expect(resource.attributes).toMatchObject({ type: 'webcontent', [type]: 'sco', href: PAGE });
    expect(all(resource, 'file').map(({ attributes }) => attributes.href)).toEqual([PAGE]);
    const passes = [...all(manifest, 'adlcp:masteryscore'), ...all(manifest, 'imsss:minNormalizedMeasure')];
    expect(passes.map(({ text }) => text)).toEqual([schema === '1.2' ? '80' : '0.8']);
    expect(of({ ...LESSON, mastery: null })).not.toMatch(/masteryscore>|minNormalizedMeasure/);
  });

  test('cmi5: a course with one unit', () => {
    const course = parsed(cmi5(LESSON));
    expect(course.attributes.xmlns).toBe('https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd');
    const [au] = all(course, 'au');
    expect(au!.attributes).toMatchObject({ moveOn: 'Passed', masteryScore: '0.8' });
    expect(au!.children.map(({ name }) => name)).toEqual(['title', 'description', 'url']);
    expect(all(au!, 'url')[0]!.text).toBe(PAGE);
    expect(all(au!, 'langstring').map(({ attributes }) => attributes.lang)).toEqual(['en', 'ko', 'en', 'ko']);
    expect(parsed(cmi5({ ...LESSON, mastery: null })).children[1]!.attributes.moveOn).toBe('Completed');
  });
});

describe('the page', () => {
  const SHELL = `<head><meta content="default-src 'none'; script-src 'x'" /><title>Tidemark</title></head><body>`;
  const content = { name: 'mine', title: 'A & <B>', language: null, stores: [] } as const;

  test('has the lesson as data, which nothing in it can end', () => {
    const text = 'title: </script><script>alert(1)</script><!-- $& ';
    const page = lessonPage(SHELL, { ...content, text, reporting: 'scorm12' });
    expect(page.match(/<script/g)).toHaveLength(1);
    const data = /id="tidemark-lesson">(.*?)<\/script>/.exec(page)![1]!;
    expect(JSON.parse(data)).toEqual({ name: 'mine', text, reporting: 'scorm12', address: 'ui=player&autoplay=1' });
    expect(page).toContain('<title>A &amp; &lt;B></title>');
  });

  test('may ask nothing of the network; with cmi5 its own origin, and the store that was named', () => {
    const policy = (reporting: 'scorm2004' | 'cmi5' | null, stores: readonly string[] = []) =>
      /content="([^"]*)"/.exec(lessonPage(SHELL, { ...content, text: '', reporting, stores }))![1]!;
    expect(policy(null)).not.toContain('connect-src');
    expect(policy('scorm2004')).not.toContain('connect-src');
    expect(policy('cmi5', ['https://lrs.example'])).toContain(
      "default-src 'none'; connect-src 'self' https://lrs.example; ",
    );
  });
});

test.each([
  [['scenarios/leader-failover.yaml'], 'needs one of --scorm12, --scorm2004, --cmi5, --html'],
  [['scenarios/leader-failover.yaml', '--scorm12', '--cmi5'], 'needs one of'],
  [['scenarios/leader-failover.yaml', '--scorm12'], 'needs --out'],
  [['scenarios/leader-failover.yaml', '--scorm12', '--out', 'README.md'], 'is there already'],
  [['scenarios/leader-failover.yaml', '--scorm12', '--out', 'x.zip', '--mastery', '80'], 'from 0 to 1'],
  [
    ['scenarios/leader-failover.yaml', '--scorm12', '--out', 'x.zip', '--store', 'https://lrs.example'],
    'is for --cmi5',
  ],
  [
    [
      'scenarios/leader-failover.yaml',
      '--cmi5',
      '--out',
      'x.zip',
      '--store',
      "https://lrs.example; script-src 'unsafe-inline'",
    ],
    'the origin of',
  ],
  [
    ['scenarios/leader-failover.yaml', '--cmi5', '--out', 'x.zip', '--store', 'https://lrs.example/xapi'],
    'the origin of',
  ],
  [['scenarios/leader-failover.yaml', '--html', '--out', 'x.html', '--mastery', '0.5'], 'for packages that report'],
  [
    ['examples/course-repository/scenarios/one-copy-is-not-enough.yaml', '--scorm12', '--out', 'x.zip'],
    'has no lesson',
  ],
])('%# is refused', async (args, said) => {
  const heard: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => heard.push(String(text)) > 0);
  expect(await main(['package', ...args])).toBe(2);
  expect(heard.join('')).toContain(said);
});
