/** Where the state of a circuit is, when several processes share it. */
export interface BreakerStore {
  /** Milliseconds that the circuit stays open from now on; 0 when it is closed. */
  read(key: string): Promise<number>;
  /** Opens the circuit for `ms` milliseconds; one that is open for longer stays so. */
  open(key: string, ms: number): Promise<void>;
  /** Closes the circuit. */
  close(key: string): Promise<void>;
}
