/** The least a React page can be: what the first load is measured against. */
import { createRoot } from 'react-dom/client';

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<div data-testid="empty">0</div>);
