/** Converts what an operation sends and gets, where JSON has no type for it. */
export interface ValueConversion {
  /**
   * The params of a call as they are sent. Those that were given stay as they are.
   * @throws {ParameterError} when a value is not what its format says
   */
  toWire(params: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  /**
   * The body of an answer from its JSON text.
   * @throws {DecodeError} when a value is not what its format says
   * @throws SyntaxError when the text is no JSON
   */
  fromWire(status: number, text: string): unknown;
  /**
   * An item of a stream from its JSON text.
   * @param event name of the event whose data it is; left out: it is none
   * @throws {DecodeError} and SyntaxError as `fromWire` does
   */
  itemFromWire(text: string, event?: string): unknown;
}
