/** A database that is open for reading. */
export interface OpenDatabase {
  /**
   * Runs statements in one round trip.
   * @returns the first value of each statement that gives rows
   */
  read(script: string): Promise<readonly string[]>;
  close(): Promise<void>;
}
