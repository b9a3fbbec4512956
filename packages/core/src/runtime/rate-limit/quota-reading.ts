/** What an answer says of one quota. */
export interface QuotaReading {
  /** Tells it from others that hold at the same time. */
  readonly name: string;
  /** Calls left. */
  readonly remaining: number;
  /** Milliseconds until the quota is full again; `undefined` when the answer does not say. */
  readonly resetIn: number | undefined;
  /** Calls of a full quota; `undefined` when the answer does not say. */
  readonly limit: number | undefined;
}

/** What an answer says of all quotas that its call counted against. */
export interface QuotaReadings {
  readonly quotas: readonly QuotaReading[];
  /** Which of several sets of quotas the call counted against; "" when the answer does not say. */
  readonly resource: string;
}

/** Of an answer that says nothing. */
export const noReadings: QuotaReadings = { quotas: [], resource: "" };

/** A number that is not negative; some services send fractions. `undefined` for anything else. */
export function decimal(value: string | undefined): number | undefined {
  return /^\s*\d{1,15}(?:\.\d{1,9})?\s*$/.test(value ?? "") ? Number(value) : undefined;
}
