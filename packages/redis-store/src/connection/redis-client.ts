/** What the store needs of a client of your own: `createClient()` of `@redis/client` gives one. */
export interface RedisClient {
  /** True while commands can be sent. */
  readonly isReady: boolean;
  /** Sends one command. Replies are read as `typeMapping` says: texts as strings, whatever the client's own options. */
  sendCommand(
    command: readonly string[],
    options: { readonly typeMapping: object },
  ): Promise<unknown>;
  on(event: "error", listener: (error: unknown) => void): unknown;
  off(event: "error", listener: (error: unknown) => void): unknown;
}
