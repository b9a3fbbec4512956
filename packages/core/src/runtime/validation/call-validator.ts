/** What looks at the values of every call of a client; see `callValidator` of `@agentflow/core/validation`. */
export interface CallValidator {
  /**
   * What a caller gives, before it is converted and sent.
   * @throws AF_REQUEST_MISMATCHED
   */
  request(operation: string, params: object): void;
  /**
   * What the service answered, as the caller gets it; not asked for errors, streams and other media types than the
   * operation's own.
   * @throws AF_ANSWER_MISMATCHED
   */
  answer(operation: string, status: number, data: unknown): void;
}
