import { noSecrets, type SecretFilter } from "../secrets/secret-filter.js";
import { DecodeError, type JsonParser, parseJson } from "./decode-answer.js";
import { readFrom } from "./read-from.js";
import { RecordSplitter } from "./record-splitter.js";

export interface JsonLinesOptions {
  /** Bytes that one line may have. Default: 16,777,216. */
  readonly maxLineBytes?: number;
  /** Takes credentials out of what errors quote. Default: knows none. */
  readonly filter?: SecretFilter;
  /** Makes a value of a line; throws a SyntaxError or a DecodeError when it is none. Default: `JSON.parse`. */
  readonly parse?: JsonParser | undefined;
}

/** A line of a body that is not what it should be. The message quotes it in a bounded, cleaned excerpt. */
export class JsonLineError extends DecodeError {
  /** Number of the line, or of the text in a sequence; the first is 1. */
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

const lineFeed = 0x0a;
const recordSeparator = 0x1e;

/**
 * The values of a body of JSON lines (NDJSON), one a line, as they come. Empty lines are passed over; the last
 * line needs no end. Leaving it ends the body. The values are not checked against `Value`.
 * @throws {JsonLineError} when a line is no JSON or too long
 * @throws what the body throws
 */
export function readJsonLines<Value>(
  body: AsyncIterable<Uint8Array>,
  options?: JsonLinesOptions,
): AsyncGenerator<Value, void, undefined> {
  return readRecords(body, lineFeed, { ...options, name: "line" });
}

/**
 * The values of a JSON text sequence (`application/json-seq`, RFC 7464) as they come. Leaving it ends the body.
 * @throws {JsonLineError} when a text is no JSON, too long, or may have been cut short
 * @throws what the body throws
 */
export function readJsonSequence<Value>(
  body: AsyncIterable<Uint8Array>,
  options?: JsonLinesOptions,
): AsyncGenerator<Value, void, undefined> {
  return readRecords(body, recordSeparator, { ...options, name: "text", isWhole });
}

interface RecordOptions extends JsonLinesOptions {
  /** What a record is called. */
  readonly name: string;
  /** False for a record that may be the beginning of another. */
  readonly isWhole?: (record: Uint8Array) => boolean;
}

function readRecords<Value>(
  body: AsyncIterable<Uint8Array>,
  delimiter: number,
  {
    maxLineBytes = 16_777_216,
    filter = noSecrets,
    parse: parser,
    name,
    isWhole: whole,
  }: RecordOptions,
): AsyncGenerator<Value, void, undefined> {
  const splitter = new RecordSplitter(delimiter, maxLineBytes);
  let number = 0;
  const parse = (record: Uint8Array): Value => {
    const what = `${name} ${number} of the answer`;
    try {
      const value = parseJson(record, what, filter, parser);
      if (whole?.(record) !== false) return value as Value; // the caller's word for it
    } catch (error) {
      throw new JsonLineError((error as DecodeError).message, number); // all that it throws
    }
    throw new JsonLineError(`${what} may have been cut short`, number);
  };
  return readFrom(body, async function* values(pieces) {
    for await (const piece of pieces) {
      for (const record of splitter.push(piece)) {
        number += 1;
        if (!isBlank(record)) yield parse(record);
      }
      if (splitter.overflow) {
        const what = `${name} ${number + 1} of the answer`;
        throw new JsonLineError(`${what} is longer than ${maxLineBytes} bytes`, number + 1);
      }
    }
    number += 1;
    const rest = splitter.rest();
    if (!isBlank(rest)) yield parse(rest);
  });
}

/** RFC 8259 §2 "ws". */
function isBlank(bytes: Uint8Array): boolean {
  return bytes.every(isSpace);
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** RFC 7464 §2.4: a number, `true`, `false` or `null` is known to be whole only by the white space behind it. */
function isWhole(record: Uint8Array): boolean {
  const last = record.at(-1);
  // Texts, arrays and objects show their own end.
  return isSpace(last) || last === 0x22 || last === 0x5d || last === 0x7d;
}
