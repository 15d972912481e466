/** What a client of ZooKeeper keeps: its session and where it is connected (kafka.zookeeper.ZooKeeperClient). */

export type ZkClientTimer = { readonly part: 'zk-client'; readonly type: 'ping' };
