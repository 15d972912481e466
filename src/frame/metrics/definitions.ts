/** What a metric is: its names, what it is measured in, and how its value comes from what was recorded. */

export type MetricFamily = 'producer' | 'consumer' | 'broker' | 'group-coordinator' | 'controller';

/**
 * How a value comes from a sensor. `gauge`: what it shows; `total`: the sum of all that was recorded; `rate`, `avg` and
 * `max`: of samples (SampledStat); `meter`: of the last minute (Yammer); `mean`: of all that was recorded since the process
 * began (Yammer's Histogram and Timer); `ago`: seconds since the last record.
 */
export type MetricKind = 'gauge' | 'total' | 'rate' | 'avg' | 'max' | 'meter' | 'mean' | 'ago';

export type MetricUnit = 'count' | 'ratio' | 'ms' | 's' | 'bytes' | 'bytes/s' | 'records' | 'records/s' | '1/s';

export interface MetricDefinition {
  /** `producer record-send-rate` */
  readonly id: string;
  readonly family: MetricFamily;
  /** As JMX has it; `{client}` is the client.id, `{node}` the node.id. */
  readonly mbean: string;
  /** The attribute, or the end of the name of one that has a bean of its own. */
  readonly name: string;
  readonly kind: MetricKind;
  readonly unit: MetricUnit;
  /** Where its values are recorded. */
  readonly sensor: string;
}

/** One line a metric: name, kind, unit, sensor. */
export type Row = readonly [name: string, kind: MetricKind, unit: MetricUnit, sensor: string];

/** Attributes of one bean. */
export function attributes(family: MetricFamily, mbean: string, rows: readonly Row[]): MetricDefinition[] {
  return rows.map(([name, kind, unit, sensor]) => ({
    id: `${family} ${name}`,
    family,
    mbean,
    name,
    kind,
    unit,
    sensor,
  }));
}

/** A bean each. */
export function beans(family: MetricFamily, type: string, rows: readonly Row[]): MetricDefinition[] {
  return rows.map(([name, kind, unit, sensor]) => {
    const mbean = `${type},name=${name}`;
    return { id: `${family} ${name}`, family, mbean, name, kind, unit, sensor };
  });
}
