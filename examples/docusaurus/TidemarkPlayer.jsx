// A player in MDX. Copy it to src/components/, and the folder of a built Tidemark to static/tidemark/.
import { useEffect } from 'react';

// With a `baseUrl` other than / in docusaurus.config.js: that, and then tidemark/.
const HOME = '/tidemark/';

/** Every attribute of <tidemark-player> is a property here: scenario, at, ui, panes, lang, load, height, label … */
export default function TidemarkPlayer({ home = HOME, children, ...parameters }) {
  useEffect(() => {
    const src = `${home}tidemark-player.js`;
    if (document.querySelector(`script[src="${src}"]`) !== null) return;
    const script = Object.assign(document.createElement('script'), { type: 'module', src });
    document.head.append(script);
  }, [home]);
  return <tidemark-player {...parameters}>{children}</tidemark-player>;
}
