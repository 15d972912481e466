/** The page of one lesson: the shell, which has everything but a scenario, with that one in it as data. Pure. */

export interface PageContent {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  readonly language: 'en' | 'ko' | null;
  readonly reporting: 'scorm12' | 'scorm2004' | 'cmi5' | null;
  /** Origins of learning record stores, besides the one that the page itself comes from. */
  readonly stores: readonly string[];
}

export function lessonPage(shell: string, { name, title, text, language, reporting, stores }: PageContent): string {
  const address = new URLSearchParams({
    // On a stick it is the whole page; in a course a lesson that begins by itself.
    ...(reporting === null ? {} : { ui: 'player', autoplay: '1' }),
    ...(language === null ? {} : { lang: language }),
  }).toString();
  const data = JSON.stringify({ name, text, reporting, address }).replace(/</g, '\\u003c');
  // Only a package that reports over the network may ask anything of it, and nobody but who keeps the results.
  const connects = reporting === 'cmi5' ? `connect-src ${["'self'", ...stores].join(' ')}; ` : '';
  return put(
    put(
      put(shell, "content=\"default-src 'none'; ", (found) => `${found}${connects}`),
      '<title>Tidemark</title>',
      () => `<title>${title.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</title>`,
    ),
    '</head>',
    (found) => `  <script type="application/json" id="tidemark-lesson">${data}</script>\n  ${found}`,
  );
}

function put(page: string, place: string, made: (found: string) => string): string {
  const at = page.indexOf(place);
  if (at < 0) throw new Error(`the page has no ${place}`);
  return page.slice(0, at) + made(place) + page.slice(at + place.length);
}
