/** Which deliveries were seen, when several processes share that. */
export interface DeliveryStore {
  /**
   * Remembers a key, as one step: of several who add the same, one is told true.
   * @param ttl milliseconds that it is remembered from now on, a whole number from 1 on
   * @returns true when the key was not remembered before
   */
  add(key: string, ttl: number): Promise<boolean>;
  /** Forgets a key. */
  delete(key: string): Promise<unknown>;
}
