// A player listens only to the page that its address names: this one.
for (const frame of document.querySelectorAll('iframe[data-src*="embed.html"]'))
  frame.dataset.src += `&origin=${encodeURIComponent(self.origin)}`;

// Of dist/reveal.js, which every reveal.js has, from 4 on.
globalThis.Reveal.initialize({ hash: true });
