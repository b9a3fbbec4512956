/** Why Redis gave no answer. Neither the message nor the code holds a secret. */
export class RedisStoreError extends Error {
  override readonly name = "RedisStoreError";
  /**
   * First word of what Redis answered (`WRONGPASS`, `OOM`), Node's code of a network error (`ECONNREFUSED`), or
   * `OFFLINE`, `TIMEOUT`, `CLOSED`, `URL`, `CONNECTION`.
   */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
