import { errorCodes, type Json } from "@agentflow/core";
import type { FormEncoding, PropertyEncoding } from "@agentflow/core/runtime";
import { quoted } from "../document/findings.js";
import { isJsonObject, type JsonObject, ownValue, textOf } from "../document/json-object.js";
import { pointerBelow } from "../document/json-pointer.js";
import { isHttpToken } from "./http-token.js";
import type { Reading } from "./reading.js";

type FormStyle = NonNullable<PropertyEncoding["style"]>;

const styles: readonly FormStyle[] = ["form", "spaceDelimited", "pipeDelimited", "deepObject"];

/**
 * The `encoding` of a form (OpenAPI 3.1.1 §4.8.15), without what says no more than the default. In multipart forms
 * OpenAPI 3.0 knows no styles; one that says `deepObject` all the same means the brackets, which are nothing else.
 * @param media the media type object
 */
export function readEncoding(
  media: JsonObject,
  multipart: boolean,
  pointer: string,
  reading: Reading,
): FormEncoding {
  const declared = media["encoding"];
  if (!isJsonObject(declared)) return {};
  const isStyled = (value: JsonObject): boolean =>
    !multipart || reading.document.version !== "3.0" || value["style"] === "deepObject";
  const entries = Object.keys(declared).flatMap((name): [string, PropertyEncoding][] => {
    const value = ownValue(declared, name);
    if (!isJsonObject(value)) return [];
    const place = pointerBelow(pointer, "encoding", name);
    const style = isStyled(value) ? styleOf(value, place, reading) : undefined;
    const read = style ?? (multipart ? partOf(value, place, reading) : {});
    return Object.keys(read).length === 0 ? [] : [[name, read]];
  });
  return Object.fromEntries(entries);
}

/** Style, explode and allowReserved; undefined when none is given, for then the content type decides. */
function styleOf(
  value: JsonObject,
  pointer: string,
  reading: Reading,
): PropertyEncoding | undefined {
  const { style: declared, explode, allowReserved } = value;
  if (declared === undefined && explode === undefined && allowReserved === undefined) {
    return undefined;
  }
  const style = styles.find((one) => one === declared) ?? "form";
  if (declared !== undefined && declared !== style) {
    reading.findings.warn(
      errorCodes.documentFaulty,
      pointer,
      `The style ${typeof declared === "string" ? quoted(declared) : "of a property"} is not one for a form; form is used.`,
      `Use ${styles.join(", ")}.`,
    );
  }
  const usual = style === "form";
  return {
    style,
    // `deepObject` has one form.
    ...(style !== "deepObject" && typeof explode === "boolean" && explode !== usual && { explode }),
    ...(allowReserved === true && { allowReserved }),
  };
}

/** Content type and constant headers of a part. */
function partOf(value: JsonObject, pointer: string, reading: Reading): PropertyEncoding {
  const contentType = textOf(value["contentType"]);
  const headers = constantHeaders(value["headers"], pointer, reading);
  return {
    ...(contentType !== undefined && isFieldText(contentType) && { contentType }),
    ...(Object.keys(headers).length > 0 && { headers }),
  };
}

/** Headers whose schema allows one value only; others are given with the file. */
function constantHeaders(
  headers: Json | undefined,
  pointer: string,
  { findings, references }: Reading,
): Readonly<Record<string, string>> {
  if (!isJsonObject(headers)) return {};
  const entries = Object.keys(headers).flatMap((name): [string, string][] => {
    const place = pointerBelow(pointer, "headers", name);
    const header = findings.attempt(() => references.follow(headers[name] ?? null, place))?.value;
    const schema = isJsonObject(header) ? header["schema"] : undefined;
    const value = isJsonObject(schema) ? constantOf(schema) : undefined;
    const decided = /^content-(?:type|disposition)$/i.test(name);
    return value === undefined || decided || !isHttpToken(name) ? [] : [[name, value]];
  });
  return Object.fromEntries(entries);
}

function constantOf(schema: JsonObject): string | undefined {
  const members = schema["enum"];
  const only = Array.isArray(members) && members.length === 1 ? (members[0] as Json) : undefined; // of a JSON document
  const value = schema["const"] ?? only;
  return typeof value === "string" && isFieldText(value) ? value : undefined;
}

/** Printable ASCII: what a header field can hold. */
function isFieldText(text: string): boolean {
  return /^[!-~](?:[ -~]*[!-~])?$/.test(text);
}
