import { serialize } from "bson";
import { type Fields, readFields } from "#mini-mongo/bson-values";

/** One message of a client (MongoDB manual, "MongoDB Wire Protocol"). */
export interface Request {
  readonly id: number;
  /** The oldest form, by which clients say hello. */
  readonly legacy: boolean;
  /** The client waits for no answer. */
  readonly silent: boolean;
  readonly command: Fields;
}

const opReply = 1;
const opQuery = 2004;
const opMessage = 2013;
const headerLength = 16;

/** Takes whole messages off the front of what has arrived. */
export function takeRequests(buffer: Buffer): {
  readonly requests: Request[];
  readonly rest: Buffer;
} {
  const requests: Request[] = [];
  let rest = buffer;
  while (rest.length >= headerLength && rest.length >= rest.readInt32LE(0)) {
    const length = rest.readInt32LE(0);
    requests.push(readRequest(rest.subarray(0, length)));
    rest = rest.subarray(length);
  }
  return { requests, rest };
}

function readRequest(message: Buffer): Request {
  const id = message.readInt32LE(4);
  const code = message.readInt32LE(12);
  if (code === opQuery) {
    // Flags, the collection's name, how many to skip and to return.
    const start = message.indexOf(0, headerLength + 4) + 1 + 8;
    return { id, legacy: true, silent: false, command: readFields(documentAt(message, start)) };
  }
  if (code !== opMessage) throw new Error(`The fake does not know messages of kind ${code}.`);
  const flags = message.readUInt32LE(headerLength);
  const end = message.length - (flags & 1 ? 4 : 0);
  return { id, legacy: false, silent: (flags & 2) !== 0, command: sections(message, end) };
}

function sections(message: Buffer, end: number): Fields {
  const command: Record<string, unknown> = {};
  let at = headerLength + 4;
  while (at < end) {
    const kind = message.readUInt8(at);
    const length = message.readInt32LE(at + 1);
    if (kind === 0) Object.assign(command, readFields(documentAt(message, at + 1)));
    else Object.assign(command, sequence(message, at + 1));
    at += 1 + length;
  }
  return command;
}

/** A list of documents that stands apart from its command. */
function sequence(message: Buffer, start: number): Fields {
  const end = start + message.readInt32LE(start);
  const nameEnd = message.indexOf(0, start + 4);
  const documents: Fields[] = [];
  for (let at = nameEnd + 1; at < end; at += message.readInt32LE(at)) {
    documents.push(readFields(documentAt(message, at)));
  }
  return { [message.toString("utf8", start + 4, nameEnd)]: documents };
}

function documentAt(message: Buffer, start: number): Buffer {
  return message.subarray(start, start + message.readInt32LE(start));
}

/** The bytes of an answer. */
export function writeReply(request: Request, answer: Fields): Buffer {
  const body = serialize(answer, { ignoreUndefined: true });
  const head = Buffer.alloc(request.legacy ? 36 : 21);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(request.id, 8);
  head.writeInt32LE(request.legacy ? opReply : opMessage, 12);
  if (request.legacy) head.writeInt32LE(1, 32);
  return Buffer.concat([head, body]);
}
