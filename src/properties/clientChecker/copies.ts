/** Copies of records and what they belong to, each made once, however often it is met: a run that is forked goes on twice. */
import type { SendChain, SendOperation, SentRecord } from './found.ts';

export class Copies {
  readonly #records = new Map<SentRecord, SentRecord>();
  readonly #operations = new Map<SendOperation, SendOperation>();
  readonly #chains = new Map<SendChain, SendChain>();

  record(record: SentRecord): SentRecord {
    const known = this.#records.get(record);
    if (known !== undefined) return known;
    const { operation, chain } = record;
    const copy = { ...record, offsets: [...record.offsets] };
    this.#records.set(record, copy);
    return Object.assign(copy, {
      operation: operation === undefined ? undefined : this.operation(operation),
      chain: chain === undefined ? undefined : this.chain(chain),
    });
  }

  operation(operation: SendOperation): SendOperation {
    const known = this.#operations.get(operation);
    if (known !== undefined) return known;
    const copy = { ...operation, records: [] as SentRecord[] };
    this.#operations.set(operation, copy);
    for (const record of operation.records) copy.records.push(this.record(record));
    return copy;
  }

  chain(chain: SendChain): SendChain {
    const known = this.#chains.get(chain);
    if (known !== undefined) return known;
    const copy = { ...chain, records: [] as SentRecord[], unplaced: [] as SentRecord[] };
    this.#chains.set(chain, copy);
    for (const record of chain.records) copy.records.push(this.record(record));
    for (const record of chain.unplaced) copy.unplaced.push(this.record(record));
    return copy;
  }
}
