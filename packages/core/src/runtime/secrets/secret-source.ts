/** A place where secrets are. */
export interface SecretSource {
  /** Where a secret would be, for messages: `the environment variable "APP_TOKEN"`. Default: `a source`. */
  describe?(name: string): string;
  /**
   * The value of a secret; `undefined` or an empty text when it is not here. What it throws is reported without the
   * secrets that are known.
   * @param signal aborts when the time for reading is over
   */
  read(name: string, signal: AbortSignal): string | undefined | Promise<string | undefined>;
}
