/** Which servers of ZooKeeper a shell is told of (org.apache.zookeeper.client.ConnectStringParser). */

const PORT = 2181;

/** As far as this network knows the names. */
export function serversOf(server: string, known: readonly string[]): readonly string[] {
  const hosts = server.replace(/\/.*$/, '').split(',');
  return hosts.map((host) => host.trim().replace(/:\d+$/, '')).filter((host) => known.includes(host));
}

export function defaultServer(hosts: readonly string[]): string {
  return hosts.map((host) => `${host}:${PORT}`).join(',');
}
