/**
 * Where the names of brokers lead a client: to a machine, to several, to one where nobody listens, to none that answers;
 * a name that is not known leads nowhere. What DNS and /etc/hosts are to a Java client
 * (org.apache.kafka.clients.ClientUtils.resolve, java.net.InetAddress).
 */
import { own } from '../../base/own.ts';

/** A machine is there, but nobody listens: the connection is refused at once. */
export const REFUSED = 'refused';
/** No machine answers: the connection is given up after socket.connection.setup.timeout.ms. */
export const NO_ANSWER = 'no-answer';

/** A node's name, or one of the two above. */
export type Destination = string;

/** By `host:port`, or by `host` for any port. */
export type Names = Readonly<Record<string, readonly Destination[]>>;

/** The port that need not be written. */
export const USUAL_PORT = 9092;

/** `kafka`, or `localhost:9093`: under what an address is known here. */
export function addressName(host: string, port: number): string {
  return port === USUAL_PORT ? host : `${host}:${port}`;
}

/** Of `kafka:9092` or `kafka`. */
export function hostAndPort(address: string): { readonly host: string; readonly port: number } {
  const colon = address.lastIndexOf(':');
  if (colon === -1) return { host: address, port: USUAL_PORT };
  return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) };
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3})$/;
const IP_ADDRESS = /^\d{1,3}(\.\d{1,3}){3}$/;

/** undefined: an UnknownHostException. `names` null: every name is that of a node. */
export function resolve(names: Names | null, address: string): readonly Destination[] | undefined {
  const { host, port } = hostAndPort(address);
  if (names === null) return [host];
  const known = own(names, `${host}:${port}`) ?? own(names, host);
  if (known !== undefined) return known;
  // A client's own machine, where there is no broker; an address of some network that is not this one.
  if (LOOPBACK.test(host)) return [REFUSED];
  return IP_ADDRESS.test(host) ? [NO_ANSWER] : undefined;
}

export function isNode(destination: Destination): boolean {
  return destination !== REFUSED && destination !== NO_ANSWER;
}
