/** Parts of sharing that need no page: colours and texts of pictures, plans, GIFs, snippets, storyboards, QR codes. */
import { describe, expect, test } from 'vitest';
import { paintedBox, polygonOf } from '../../src/app/picture/box.ts';
import { element, escaped } from '../../src/app/picture/markup.ts';
import { paintOf } from '../../src/app/picture/paint.ts';
import { momentWords } from '../../src/app/picture/views.ts';
import { defaultSettings } from '../../src/app/settings.ts';
import { animationPlan, fittingSpeed } from '../../src/app/share/animationPlan.ts';
import { embedSnippet, partsOfLink } from '../../src/app/share/embedSnippet.ts';
import { gifWriter } from '../../src/app/share/gif.ts';
import { qrCode } from '../../src/app/share/qrCode.ts';
import { storyboardPage, thinnedTo } from '../../src/app/share/storyboard.ts';
import { createAppStore } from '../../src/app/store.ts';
import { gifFrames } from '../support/gifFrames.ts';
import { scanned } from '../support/qrScanner.ts';

describe('a picture', () => {
  test('says what it shows in order, whichever way its title is written', () => {
    const state = createAppStore(defaultSettings(['en'])).getState();
    const titled = (title: string) =>
      momentWords({
        ...state,
        scenario: { ...state.scenario!, title: { en: title, ko: title }, version: '4.3.1', seed: 7 },
      });
    expect(titled('Leaders').caption).toMatch(/^Leaders · 0.000 s · Kafka 4.3.1 · seed 7/);
    expect(titled('\u05e9\u05dc\u05d5\u05dd').caption).toMatch(
      /^\u2068\u05e9\u05dc\u05d5\u05dd\u2069 · 0.000 s · Kafka/,
    );
  });

  test('knows the colours that browsers print', () => {
    expect(paintOf('rgb(0, 114, 178)')).toEqual({ color: '#0072b2', opacity: 1 });
    expect(paintOf('rgba(20, 24, 28, 0.5)')).toEqual({ color: '#14181c', opacity: 0.5 });
    expect(paintOf('rgba(0, 0, 0, 0)')).toBeNull();
    expect(paintOf('color(srgb 1 0.5 0 / 0.25)')).toEqual({ color: '#ff8000', opacity: 0.25 });
    expect(paintOf('oklab(1 0 0)')).toEqual({ color: '#ffffff', opacity: 1 });
    // sRGB red in Oklab, as CSS Color 4 has it.
    expect(paintOf('oklab(0.627955 0.224863 0.125846)')?.color).toBe('#ff0000');
    expect(paintOf('none')).toBeNull();
  });

  test('holds no markup of what it shows, and nothing that XML cannot hold', () => {
    expect(escaped('<script>"&"</script>\u0000\ud800한')).toBe(
      '&lt;script&gt;&quot;&amp;&quot;&lt;/script&gt;\ufffd\ufffd한',
    );
    expect(element('text', { x: 1.23456, fill: '"><script>' }, escaped('<b>'))).toBe(
      '<text x="1.23" fill="&quot;&gt;&lt;script&gt;">&lt;b&gt;</text>',
    );
  });

  test('has boxes as style sheets paint them', () => {
    const styles: Record<string, string> = {
      'background-color': 'rgb(255, 255, 255)',
      'background-image':
        'repeating-linear-gradient(135deg, rgba(0, 0, 0, 0) 0px, rgba(0, 0, 0, 0) 5px, rgb(1, 2, 3) 5px, rgb(1, 2, 3) 7px)',
      'box-shadow': 'none',
      'border-top-style': 'solid',
      'border-top-width': '9px',
      'border-top-color': 'rgb(20, 24, 28)',
    };
    for (const side of ['right', 'left']) {
      styles[`border-${side}-style`] = 'solid';
      styles[`border-${side}-width`] = '7px';
      styles[`border-${side}-color`] = 'rgba(0, 0, 0, 0)';
    }
    const defined: string[] = [];
    const definitions = { add: (make: (id: string) => string) => `id${defined.push(make('id'))}` };
    const drawn = paintedBox({ x: 10, y: 20, width: 14, height: 16 }, (name) => styles[name] ?? '0px', definitions);
    // A triangle out of borders.
    expect(drawn).toContain('<polygon points="10 20 24 20 17 29 17 29" fill="#14181c"/>');
    expect(drawn).toContain('fill="url(#id1)"');
    expect(defined[0]).toContain('<rect x="5" y="0" width="2" height="7" fill="#010203"/>');
    expect(defined[0]).toContain('patternTransform="translate(10 20) rotate(45)"');
    expect(polygonOf({ x: 10, y: 20, width: 4, height: 8 }, 'polygon(0px 0px, 50% 25%)')).toBe('10,20 12,22');
  });
});

describe('an animation', () => {
  const ask = { from: 0, until: 1_000_000, speed: 0.1, framesPerSecond: 10, width: 480, aspect: 0.5 } as const;

  test('is reckoned before it is made, and bounded', () => {
    const plan = animationPlan(ask);
    if ('problem' in plan) throw new Error(plan.problem.en);
    expect(plan.times.length).toBe(101);
    expect([plan.times[0], plan.times[50], plan.times[100]]).toEqual([0, 500_000, 1_000_000]);
    expect(plan).toMatchObject({ seconds: 10, delayMs: 100, width: 480, height: 240 });
    for (const [change, problem] of [
      [{ until: 0 }, 'later'],
      [{ until: 3_000_000 }, '20 seconds'],
      [{ until: 2_000_000, framesPerSecond: 20 }, '300 frames'],
      [{ until: Number.NaN }, 'later'],
      [{ width: 960, aspect: 4 }, 'too large'],
    ] as const) {
      expect(animationPlan({ ...ask, ...change })).toMatchObject({ problem: { en: expect.stringContaining(problem) } });
    }
    expect(fittingSpeed(1_000_000, 5)).toBe(0.25);
  });

  test('holds of each later frame only what changed', () => {
    const [width, height] = [64, 40];
    const frame = (at: number) => {
      const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
      for (let y = 4; y < 12; y++) pixels.set([0, 114, 178, 255], (y * width + at) * 4);
      return pixels;
    };
    const frames = Array.from({ length: 20 }, (_, at) => frame(at * 2));
    const writer = gifWriter(width, height, 100, [frames[0]!, frames[19]!]);
    for (const pixels of frames) writer.add(pixels);
    const bytes = writer.finish();
    expect(gifFrames(bytes)).toEqual({ width, height, frames: 20 });
    expect(bytes.length).toBeLessThan(6_000);
  });
});

test('a snippet is one element, whatever the title says', () => {
  const link = 'https://a.example/kafka/index.html#scenario=leader-failover&at=8000000us&lang=ko';
  const choice = {
    kind: 'iframe',
    ui: 'player',
    controls: false,
    isLocked: true,
    isClickToLoad: true,
    autoplay: false,
    height: 400,
  } as const;
  expect(embedSnippet(link, '"><script>x</script>', choice)).toBe(
    '<iframe src="https://a.example/kafka/embed.html#scenario=leader-failover&amp;at=8000000us&amp;lang=ko&amp;controls=0&amp;lock=1&amp;load=click" ' +
      'title="&quot;&gt;&lt;script&gt;x&lt;/script&gt;" width="100%" height="400" loading="lazy"></iframe>',
  );
  const component = embedSnippet(`${link}&acts=AAAA`, 'T', {
    ...choice,
    kind: 'component',
    controls: true,
    isLocked: false,
  });
  expect(component).toContain('<script type="module" src="https://a.example/kafka/tidemark-player.js"></script>');
  expect(component).toContain('load="click" run="scenario=leader-failover&amp;at=8000000us&amp;lang=ko&amp;acts=AAAA"');
  expect(partsOfLink(`${link}&nonsense=1`).map(({ name }) => name)).toEqual(['scenario', 'at', 'lang']);
});

test('a storyboard is a page without a script, whatever it tells', () => {
  const page = storyboardPage({
    title: '</title><script>',
    description: 'd',
    language: 'ko',
    panels: [{ time: '8.000 s', pictures: ['<svg></svg>'], sentences: ['<img src=x onerror=y>'] }],
  });
  expect(page).not.toMatch(/<script|<img/);
  expect(page).toContain('<html lang="ko">');
  expect(page).toContain("default-src 'none'");
  expect(page).toContain('break-inside: avoid');
  expect(thinnedTo([...Array(40).keys()])).toHaveLength(12);
  expect(thinnedTo([...Array(40).keys()]).slice(-1)).toEqual([39]);
});

test('a QR code has its quiet zone; what is too long has none', () => {
  const text = 'https://a.example/#scenario=leader-failover';
  const code = qrCode(text)!;
  expect(scanned(code)).toBe(text);
  // Of every size: some have several blocks, and the largest are of version 40.
  for (const length of [17, 60, 200, 700, 1_500, 2_953]) {
    const long = 'https://a.example/#acts='.padEnd(length, 'abcXYZ019-_').slice(0, length);
    expect(scanned(qrCode(long)!)).toBe(long);
  }
  expect(code.path).toMatch(/^M4 4h7v1h-7z/);
  expect(code.size).toBeGreaterThan(30);
  expect(qrCode('x'.repeat(2_954))).toBeNull();
  expect(qrCode('x'.repeat(2_900))).not.toBeNull();
});
