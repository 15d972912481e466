/** A setting in trouble, made by hand: of topics and servers, changed in a release, altered while running. */
import type { ConfigDefault, ConfigFrame } from '../../frame/config/configFrame.ts';

const RELEASES = ['0.10.2.2', '1.1.1', '2.6.3', '3.6.2', '3.9.1', '4.0.0', '4.1.0', '4.2.0', '4.3.1'];

const DEFAULTS: readonly ConfigDefault[] = RELEASES.map((version, place) => ({
  version,
  isAbsent: place < 1,
  value: place < 1 ? null : place < 5 ? '0' : '5',
  isChanged: place === 5,
  isOfRun: place === 8,
}));

export const CONFIG: ConfigFrame = {
  key: 'min.insync.replicas',
  declared: [
    {
      owner: 'topic',
      type: 'int',
      importance: 'medium',
      min: '1',
      max: null,
      oneOf: null,
      serverDefault: 'min.insync.replicas',
      changeable: 'while-running',
      isModelled: true,
      defaults: DEFAULTS,
      places: [
        {
          name: 'orders-with-a-long-name-of-a-topic',
          value: '2',
          source: 'DYNAMIC_TOPIC_CONFIG',
          isHere: true,
          written: { offset: 142, at: 12_345_678 },
        },
        { name: 'payments', value: '1', source: 'DEFAULT_CONFIG', isHere: false, written: null },
      ],
      more: 3,
    },
    {
      owner: 'server',
      type: 'int',
      importance: 'high',
      min: '1',
      max: null,
      oneOf: null,
      serverDefault: null,
      changeable: 'cluster-wide',
      isModelled: false,
      defaults: DEFAULTS,
      places: [],
      more: 0,
    },
  ],
};
