import { openApiDocument } from "./openapi-places.js";
import type { Payload } from "./payloads.js";
import type { At } from "./place.js";
import { swaggerDocument } from "./swagger-places.js";

/** How a document is written down. */
export type Form = "json" | "yaml";

/** One document that has a hostile text in one place, or in all of them. */
export interface HostileDocument {
  readonly name: string;
  readonly text: string;
}

/** What documents are made by: a template that asks for the text of each place. */
export type Template = (at: At) => object;

export const templates: Readonly<Record<string, Template>> = {
  "OpenAPI 3.1": openApiDocument,
  "Swagger 2.0": swaggerDocument,
};

/** Every place of a template, in its order. */
export function placesOf(template: Template): readonly string[] {
  const places = new Set<string>();
  template((place, harmless) => {
    places.add(place);
    return harmless;
  });
  return [...places];
}

/** A document with a payload in one place, or with `undefined` in every place. */
export function hostileDocument(
  template: Template,
  payload: Payload,
  place?: string,
  form: Form = "json",
): HostileDocument {
  const document = template((here, harmless) =>
    place === undefined || here === place ? payload.text : harmless,
  );
  return {
    name: `${payload.name} in ${place ?? "every place"}, ${form}`,
    text: written(document, form),
  };
}

/** JSON, or the YAML that has every value of the first level on a line of its own. */
export function written(document: object, form: Form): string {
  if (form === "json") return JSON.stringify(document);
  const lines = Object.entries(document).map(
    ([key, value]) =>
      `${/^[\w-]+$/.test(key) ? key : JSON.stringify(key)}: ${JSON.stringify(value)}\n`,
  );
  return `---\n${lines.join("")}`;
}
