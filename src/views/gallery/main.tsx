/** The gallery: every view in situations made by hand, for looking at. `?s=killed&view=stage&lang=ko&theme=dark`. */
import { createRoot } from 'react-dom/client';
import '../../ui/tokens.css';
import '../../ui/base.css';
import '../../ui/controls.css';
import './gallery.css';
import { FrameCost } from './FrameCost.tsx';
import { Gallery } from './Gallery.tsx';

const query = new URLSearchParams(location.search);
const theme = query.get('theme');
if (theme !== null) document.documentElement.dataset.theme = theme;
const language = query.get('lang') === 'ko' ? 'ko' : 'en';
document.documentElement.lang = language;

const root = document.getElementById('gallery');
if (root !== null) {
  createRoot(root).render(
    query.has('cost') ? (
      <FrameCost />
    ) : (
      <Gallery situation={query.get('s') ?? 'calm'} view={query.get('view') ?? 'all'} language={language} />
    ),
  );
}
