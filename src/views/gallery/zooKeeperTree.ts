/** A few znodes as the lens gets them: one has just gone, others have just been written. */
import type { ZnodeChange, ZnodeRow } from '../../frame/zookeeper/zooKeeperLens.ts';

const SECOND = 1_000_000;
const EPOCH = 4_294_967_296;

export const change = (
  counter: number,
  path: string,
  what: ZnodeChange['what'],
  client: string,
  data: string | null = null,
  version: number | null = null,
): ZnodeChange => ({ zxid: 2 * EPOCH + counter, at: (5 + counter * 0.4) * SECOND, path, what, version, data, client });

const row = (path: string, more: Partial<ZnodeRow> = {}): ZnodeRow => ({
  path,
  name: path.slice(path.lastIndexOf('/') + 1),
  depth: path.split('/').length - 2,
  children: 0,
  isOpen: false,
  data: null,
  version: 0,
  owner: null,
  watchers: [],
  news: null,
  newsBelow: false,
  ...more,
});

export const watched = (kind: 'data' | 'children', ...clients: string[]) =>
  clients.map((client) => ({ client, kind, server: `z${client.slice(1)}` }));

export const STATE = '{"controller_epoch":2,"leader":2,"version":1,"leader_epoch":3,"isr":[2,3]}';
export const CONTROLLER = '{"version":2,"brokerid":2,"timestamp":"5800","kraftControllerEpoch":-1}';

export const ROWS: readonly ZnodeRow[] = [
  row('/admin', { children: 1 }),
  row('/brokers', { children: 3, isOpen: true }),
  row('/brokers/ids', { children: 2, isOpen: true, watchers: watched('children', 'b2') }),
  row('/brokers/ids/1', { news: 'deleted' }),
  row('/brokers/ids/2', {
    owner: 'b2',
    data: '{"features":{},"listener_security_protocol_map":{"PLAINTEXT":"PLAINTEXT"},"endpoints":["PLAINTEXT://b2:9092"],"jmx_port":-1,"port":9092,"host":"b2","version":5,"timestamp":"1200"}',
    watchers: watched('data', 'b2'),
  }),
  row('/brokers/ids/3', {
    owner: 'b3',
    data: '{"features":{},"endpoints":["PLAINTEXT://b3:9092"]…',
    watchers: watched('data', 'b2'),
  }),
  row('/brokers/seqid'),
  row('/brokers/topics', { children: 1, isOpen: true, watchers: watched('children', 'b2') }),
  row('/brokers/topics/orders', {
    children: 1,
    isOpen: true,
    data: '{"removing_replicas":{},"partitions":{"0":[1,2,3],"1":[2,3,1]},"topic_id":"b2Zr","adding_replicas":{},"version":3}',
    watchers: watched('data', 'b2'),
  }),
  row('/brokers/topics/orders/partitions', { children: 2, isOpen: true }),
  row('/brokers/topics/orders/partitions/0', { children: 1, isOpen: true }),
  row('/brokers/topics/orders/partitions/0/state', { data: STATE, version: 2, news: 'changed' }),
  row('/brokers/topics/orders/partitions/1', { children: 1, newsBelow: true }),
  row('/cluster', { children: 1 }),
  row('/config', { children: 6 }),
  row('/controller', { data: CONTROLLER, owner: 'b2', news: 'created', watchers: watched('data', 'b2', 'b3') }),
  row('/controller_epoch', { data: '2', version: 2, news: 'changed', watchers: watched('data', 'b2') }),
  row('/isr_change_notification', { watchers: watched('children', 'b2') }),
  row('/zookeeper', { children: 2 }),
];
