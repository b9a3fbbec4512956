import { errorCodes, type Json } from "@agentflow/core";
import { quoted } from "../document/findings.js";
import { isJsonObject, type JsonObject, textOf } from "../document/json-object.js";
import { pointerBelow } from "../document/json-pointer.js";
import type { ParameterModel } from "./api-model.js";
import { readExample } from "./example.js";
import { isHttpToken } from "./http-token.js";
import { readEncoding } from "./form-encoding.js";
import { contentKind, formKind, mediaTypeOf } from "./media-type.js";
import type { Reading } from "./reading.js";

/** Styles by location, the default first (OpenAPI 3.0.3 §4.7.12.3, 3.1.1 §4.8.12.3). */
const styles: Readonly<Record<ParameterModel["in"], readonly ParameterModel["style"][]>> = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  // Not styled at all.
  querystring: ["form"],
  header: ["simple"],
  cookie: ["form", "cookie"],
};

/**
 * A parameter by itself; its key is its wire name.
 * @throws AF_OPERATION_UNUSABLE when it cannot be sent
 */
export function readParameter(value: Json, pointer: string, reading: Reading): ParameterModel {
  const unusable = (message: string): Error =>
    reading.findings.error(errorCodes.operationUnusable, pointer, message, "Correct the document.");
  if (!isJsonObject(value)) throw unusable("A parameter is no object.");
  const name = textOf(value["name"]);
  if (name === undefined) throw unusable("A parameter has no name.");
  const location = value["in"];
  if (!isLocation(location)) {
    throw unusable(
      `The parameter ${quoted(name)} is not in path, query, querystring, header or cookie.`,
    );
  }
  if ((location === "header" || location === "cookie") && !isHttpToken(name)) {
    throw unusable(`${quoted(name)} cannot be the name of a ${location}.`);
  }
  const style = styleOf(value, location, pointer, reading);
  return {
    key: name,
    wireName: name,
    in: location,
    required: location === "path" || value["required"] === true,
    deprecated: value["deprecated"] === true,
    description: textOf(value["description"]) ?? "",
    style,
    // `deepObject` is defined only for members that are sent one by one.
    explode:
      typeof value["explode"] === "boolean"
        ? value["explode"]
        : style === "form" || style === "deepObject" || style === "cookie",
    allowReserved: location === "query" && value["allowReserved"] === true,
    ...(location === "querystring"
      ? readQueryString(value, pointer, reading)
      : readValue(value, pointer, reading)),
  };
}

function isLocation(value: Json | undefined): value is ParameterModel["in"] {
  return typeof value === "string" && Object.hasOwn(styles, value);
}

function styleOf(
  value: JsonObject,
  location: ParameterModel["in"],
  pointer: string,
  reading: Reading,
): ParameterModel["style"] {
  const allowed = styles[location];
  const declared = value["style"];
  const style = allowed.find((one) => one === declared);
  if (style !== undefined) return style;
  const standard = allowed[0] ?? "simple";
  if (declared !== undefined) {
    reading.findings.warn(
      errorCodes.documentFaulty,
      pointer,
      `The style ${typeof declared === "string" ? quoted(declared) : "of a parameter"} is not one for a ${location} parameter; ${standard} is used.`,
      `Use ${allowed.join(", ")}.`,
    );
  }
  return standard;
}

/** The schema of a parameter, in its own right or as the content of a media type. */
function readValue(
  value: JsonObject,
  pointer: string,
  reading: Reading,
): Pick<ParameterModel, "schema" | "json" | "example"> {
  const schema = value["schema"];
  if (schema !== undefined) {
    return {
      json: false,
      schema: reading.schemas.read(schema, pointerBelow(pointer, "schema"), "request"),
      ...readExample(value, pointer, reading),
    };
  }
  const content = isJsonObject(value["content"]) ? value["content"] : {};
  const [type] = Object.keys(content);
  const media = type === undefined ? undefined : content[type];
  if (type === undefined || !isJsonObject(media)) {
    reading.findings.warn(
      errorCodes.documentFaulty,
      pointer,
      "A parameter has neither a schema nor a content; it is sent as text.",
      "Give the parameter a schema.",
    );
    return { json: false, schema: { type: "string" }, ...readExample(value, pointer, reading) };
  }
  const place = pointerBelow(pointer, "content", type);
  if (contentKind(mediaTypeOf(type) ?? "") !== "json") {
    // Only the caller knows how to write another form; what is sent is text.
    return { json: false, schema: { type: "string" } };
  }
  const inner = media["schema"] ?? true;
  return {
    json: true,
    schema: reading.schemas.read(inner, pointerBelow(place, "schema"), "request"),
    ...readExample(media, place, reading),
  };
}

/** The content of a parameter that is the whole query (OpenAPI 3.2 §4.12): a form, JSON or text. */
function readQueryString(
  value: JsonObject,
  pointer: string,
  reading: Reading,
): Pick<ParameterModel, "schema" | "json" | "encoding" | "example"> {
  const content = isJsonObject(value["content"]) ? value["content"] : {};
  const [type = ""] = Object.keys(content);
  const media = content[type];
  if (formKind(mediaTypeOf(type) ?? "") !== "form" || !isJsonObject(media)) {
    return readValue(value, pointer, reading);
  }
  const place = pointerBelow(pointer, "content", type);
  const encoding = readEncoding(media, false, place, reading);
  return {
    json: false,
    schema: reading.schemas.read(
      media["schema"] ?? { type: "object" },
      pointerBelow(place, "schema"),
    ),
    ...(Object.keys(encoding).length > 0 && { encoding }),
    ...readExample(media, place, reading),
  };
}
