import { parameterWriter } from "../parameters/parameter-style.js";
import {
  isPlainObject,
  isPresent,
  ParameterError,
  scalarText,
} from "../parameters/parameter-text.js";
import type { FormEncoding } from "./form-encoding.js";
import { jsonText } from "./plain-body.js";

/**
 * An object as `application/x-www-form-urlencoded`. By OpenAPI's defaults (3.1.1 "Encoding Object"): a list is a pair
 * for each of its items, an object is JSON text; `encoding` asks for something else. What is `null` or `undefined`
 * is left out. Spaces are written as `%20`, which every reader of forms takes.
 * @throws {ParameterError} when a value cannot be written
 */
export function formBody(body: unknown, encoding: FormEncoding = {}): string {
  if (body instanceof URLSearchParams) return body.toString();
  return formEntries(body)
    .filter(([, value]) => isPresent(value))
    .map(([name, value]) => property(name, value, encoding))
    .filter((pairs) => pairs !== "")
    .join("&");
}

/**
 * The properties of a form.
 * @throws {ParameterError} when it is no object
 */
export function formEntries(form: unknown): readonly (readonly [name: string, value: unknown])[] {
  // By its name: undici has a class of its own beside the platform's.
  const name = Object.prototype.toString.call(form);
  if (name === "[object FormData]") return [...(form as Iterable<[string, unknown]>)]; // as it says
  // Neither a list nor a blob, a map, or anything else whose properties are not its content.
  if (name === "[object Object]" && isPlainObject(form)) return Object.entries(form);
  throw new ParameterError(
    'the parameter "body" is sent as a form, so it must be an object, a string, bytes or a stream of bytes',
  );
}

/** True for bytes in whatever they are held. */
export function isBinary(value: unknown): value is Blob | ArrayBuffer | ArrayBufferView {
  return value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}

function property(name: string, value: unknown, encoding: FormEncoding): string {
  const own = Object.hasOwn(encoding, name) ? encoding[name] : undefined;
  if (own?.style !== undefined || own?.explode !== undefined || own?.allowReserved !== undefined) {
    const { style = "form", explode, allowReserved } = own;
    return parameterWriter(name, {
      in: "query",
      style,
      ...(explode !== undefined && { explode }),
      ...(allowReserved !== undefined && { allowReserved }),
    })(value);
  }
  const key = encodeURIComponent(name);
  if (!Array.isArray(value)) return pair(key, name, value);
  return value
    .filter(isPresent)
    .map((item) => pair(key, name, item))
    .join("&");
}

function pair(key: string, name: string, value: unknown): string {
  if (isBinary(value)) {
    throw new ParameterError(
      `the parameter "${name}" is bytes, which this kind of form cannot hold`,
    );
  }
  const text = isPlainObject(value) ? jsonText(value, name) : scalarText(value, name);
  return `${key}=${encodeURIComponent(text)}`;
}
