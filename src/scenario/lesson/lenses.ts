/** Names of the lenses that a beat can open. What is behind them is the page's business (LensTab); a test compares them. */
export const LENSES: readonly string[] = [
  'log',
  'facts',
  'leadership',
  'quorum',
  'zookeeper',
  'console',
  'states',
  'files',
  'difference',
  'metrics',
  'records',
  'group',
  'producer',
  'tables',
  'space-time',
  'server-log',
];
