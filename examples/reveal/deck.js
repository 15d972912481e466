import Reveal from './reveal.js/dist/reveal.esm.js';

// A player listens only to the page that its address names: this one.
for (const frame of document.querySelectorAll('iframe[data-src*="embed.html"]'))
  frame.dataset.src += `&origin=${encodeURIComponent(self.origin)}`;

const deck = new Reveal();
deck.initialize({ hash: true });
