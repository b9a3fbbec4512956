import { DecodeError, parseJson } from "../http/decode-answer.js";
import { readJsonLines, readJsonSequence } from "../http/json-lines.js";
import { mediaType, sequenceFormat } from "../http/media-type.js";
import { readFrom } from "../http/read-from.js";
import { headerValue, type ResponseHeaders } from "../http/response-headers.js";
import { readEvents } from "../http/server-sent-events.js";
import type { SecretFilter } from "../secrets/secret-filter.js";
import type { ValueConversion } from "../values/value-conversion.js";
import type { ItemsDescription } from "./operation-description.js";

/** What ends many streams of events whose data is JSON, without being JSON itself. */
const endOfData = "[DONE]";

const utf8 = new TextEncoder();

/**
 * The items of a body by the media type that it came with, or the described one where it came with none.
 * @throws {DecodeError} when the body is none of which items can be read one by one, or an item is not what it should be
 */
export function readStreamItems(
  body: AsyncIterable<Uint8Array>,
  headers: ResponseHeaders,
  described: ItemsDescription,
  filter: SecretFilter,
  values?: ValueConversion,
): AsyncGenerator<unknown, void, undefined> {
  const parse = values && ((text: string) => values.itemFromWire(text));
  const type = mediaType(headerValue(headers, "content-type") ?? described.contentType);
  switch (sequenceFormat(type)) {
    case "events":
      return readDescribedEvents(body, described, filter, values);
    case "lines":
      return readJsonLines(body, { filter, parse });
    case "texts":
      return readJsonSequence(body, { filter, parse });
    default:
      // eslint-disable-next-line require-yield -- ends the body, and then there is nothing to give
      return readFrom(body, async function* refused(source) {
        await source[Symbol.asyncIterator]().return?.();
        throw new DecodeError(`the answer is ${type} instead of ${described.contentType}`);
      });
  }
}

function readDescribedEvents(
  body: AsyncIterable<Uint8Array>,
  { json = [] }: ItemsDescription,
  filter: SecretFilter,
  values: ValueConversion | undefined,
): AsyncGenerator<unknown, void, undefined> {
  return readFrom(readEvents(body), async function* events(source) {
    for await (const event of source) {
      if (json !== true && !json.includes(event.event)) {
        yield event;
        continue;
      }
      if (event.data === endOfData) return;
      const parse = values && ((text: string) => values.itemFromWire(text, event.event));
      const data = parseJson(utf8.encode(event.data), "the data of an event", filter, parse);
      yield { ...event, data };
    }
  });
}
