import type { WirePart } from "./wire-data.js";

/**
 * The parts of a `multipart/form-data` body (RFC 7578, RFC 2046 §5.1). Reads what the client sends without any of the
 * code that writes it.
 */
export function readParts(body: Buffer, contentType: string): readonly WirePart[] {
  const boundary = /; *boundary="?([^";]+)"?$/.exec(contentType)?.[1];
  if (boundary === undefined) throw new Error(`"${contentType}" names no boundary.`);
  const parts: WirePart[] = [];
  // The first delimiter has no line end before it.
  let rest: Buffer = Buffer.concat([Buffer.from("\r\n"), body]);
  for (;;) {
    const [, after] = cut(rest, `\r\n--${boundary}`);
    if (after.subarray(0, 2).toString() === "--") return parts;
    const [head, content] = cut(after.subarray(2), "\r\n\r\n");
    const [whole] = cut(content, `\r\n--${boundary}`);
    parts.push(readPart(head.toString("utf8"), whole));
    rest = content.subarray(whole.length);
  }
}

function cut(bytes: Buffer, delimiter: string): readonly [before: Buffer, after: Buffer] {
  const at = bytes.indexOf(delimiter);
  if (at === -1) throw new Error(`A multipart body has no ${JSON.stringify(delimiter)}.`);
  return [bytes.subarray(0, at), bytes.subarray(at + Buffer.byteLength(delimiter))];
}

function readPart(head: string, content: Buffer): WirePart {
  const {
    "content-disposition": disposition = "",
    "content-type": contentType,
    ...others
  } = readFields(head);
  const filename = parameter(disposition, "filename");
  return {
    name: parameter(disposition, "name") ?? "",
    ...(filename !== undefined && { filename }),
    ...(contentType !== undefined && { contentType }),
    ...(Object.keys(others).length > 0 && { headers: others }),
    ...(filename === undefined
      ? { text: content.toString("utf8") }
      : { base64: content.toString("base64") }),
  };
}

function readFields(head: string): Record<string, string> {
  const fields = head.split("\r\n").map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return Object.fromEntries(fields) as Record<string, string>; // pairs of texts
}

/** A parameter of `Content-Disposition`, with the escapes of the HTML Standard undone. */
function parameter(disposition: string, name: string): string | undefined {
  const text = new RegExp(`; ${name}="([^"]*)"`).exec(disposition)?.[1];
  return text?.replaceAll("%22", '"').replaceAll("%0D", "\r").replaceAll("%0A", "\n");
}
