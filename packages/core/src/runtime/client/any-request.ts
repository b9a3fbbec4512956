import { fetchBody } from "../light/fetch-body.js";
import { encodeBody } from "../http/request-body.js";
import { queryStringWriter } from "../http/query-string.js";
import { parameterWriter } from "../parameters/parameter-style.js";
import { ParameterError } from "../parameters/parameter-text.js";
import type { WriterOf } from "../parameters/plain-style.js";
import type { RequestWriters } from "./request-writers.js";

/** Writes parameters in every style of OpenAPI. */
export const anyWriter: WriterOf = (name, description) => {
  const { in: place, style = "form", json, allowReserved } = description;
  if (place === "cookie" && !/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) {
    throw new ParameterError(`the cookie parameter "${name}" has a name that cookies cannot have`);
  }
  if (place === "querystring") return queryStringWriter(name, description);
  const write = parameterWriter(name, description);
  const isPlain = /^(?:simple|form)$/.test(style) && json !== true && allowReserved !== true;
  if (place === "header") return write;
  const prefix = place === "path" ? "" : `${place === "cookie" ? name : encodeURIComponent(name)}=`;
  return (value) => {
    // Nearly every value is a string or a number, for which style and shape do not matter.
    if (isPlain && (typeof value === "string" || Number.isInteger(value)))
      return prefix + encodeURIComponent(value as string | number);
    // In a path, a lone dot or semicolon would stand for nothing.
    const isEmpty = value === "" || (Array.isArray(value) && value.length === 0);
    return isEmpty && place === "path" ? "" : write(value);
  };
};

/** Writes whatever a description can ask for: every style of parameters, forms, streams of bytes. */
export const anyRequest: RequestWriters = {
  parameter: anyWriter,
  body: (...given) => fetchBody(encodeBody(...given)),
};
