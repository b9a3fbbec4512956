import { packageShape } from "./escapes.js";
import { generate } from "./generate.js";
import {
  type Form,
  hostileDocument,
  placesOf,
  type Template,
  written,
} from "./hostile-document.js";
import { harmless } from "./payloads.js";
import type { Shape } from "./syntax-shape.js";

/** The shape of the package of a document that has a harmless text in one place; empty when it is refused. */
export function usualShape(template: Template, place: string, form: Form, text = harmless): Shape {
  return shapeOf(hostileDocument(template, { name: "harmless", text }, place, form).text);
}

function shapeOf(document: string): Shape {
  const files = generate(document);
  return typeof files === "string" ? new Map() : packageShape(files);
}

/** Shapes that hold, together, every kind of node that the generator prints for a template. */
export function usualShapes(template: Template): readonly Shape[] {
  const usual = template((_place, text) => text);
  return [
    ...placesOf(template).map((place) => usualShape(template, place, "json")),
    // A word of the language has to be renamed; a client without a server asks for one, or for no credential.
    usualShape(template, "operationId", "json", "delete"),
    usualShape(template, "server URL", "json", "{"),
    usualShape(template, "host", "json", "{"),
    shapeOf(written(usual, "json").replaceAll(`"apiKey"`, `"unknown"`)),
    shapeOf(written({ ...usual, security: [], servers: [], host: undefined }, "json")),
    // A body that is no form and no JSON is given as bytes.
    usualShape(template, "body media type", "json", "application/x-bytes"),
    // What refers to nothing is `unknown`.
    usualShape(template, "schema name", "json", "a/b~c%"),
  ];
}
