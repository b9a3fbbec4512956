import { classifyError, type Clock, type MetricsRecorder } from "@agentflow/core/runtime";

/** Where the measurements of a database's calls go. */
export interface Measuring {
  readonly clock: Clock;
  /** `undefined` when nobody wants to know. */
  readonly metrics: MetricsRecorder | undefined;
  /** The database's name in measurements. */
  readonly service: string | undefined;
}

/** What a call finds out about itself. */
export interface MeasuredCall {
  /** How often the database was asked, where it is not once. */
  attempts?: number;
}

/** Runs a call, and measures it where somebody wants to know. @param operation such as `orders.find` */
export async function measured<Result>(
  { metrics, clock, service }: Measuring,
  operation: string,
  call: (own: MeasuredCall) => Promise<Result>,
): Promise<Result> {
  const own: MeasuredCall = {};
  if (metrics === undefined) return call(own);
  const start = clock.now();
  let failure: unknown;
  let success = false;
  try {
    const result = await call(own);
    success = true;
    return result;
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    metrics.recordCall({
      ...(service !== undefined && { service }),
      operation,
      success,
      errorKind: success ? undefined : classifyError(failure).kind,
      duration: clock.now() - start,
      ...own,
    });
  }
}
