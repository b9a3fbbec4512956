import { describe, expect, test } from "vitest";
import { newKinds, packageShape, shapeDifference, textEscapes } from "./escapes.js";
import { generate } from "./generate.js";
import { type Form, hostileDocument, placesOf, type Template } from "./hostile-document.js";
import { names, texts } from "./payloads.js";
import { usualShape, usualShapes } from "./usual-shapes.js";

/** Declares the tests that every template passes, in one form: one document for each payload in each place. */
export function hostileTexts(
  template: Template,
  form: Form,
  /** Places whose text decides what is generated: there the shape may differ, and its parts may not. */
  deciding: readonly string[],
): void {
  const places = placesOf(template);
  const usual = new Map(places.map((place) => [place, usualShape(template, place, form)]));
  const everyShape = usualShapes(template);

  describe.each(places)("%s", (place) => {
    test("holds texts that stay texts", () => {
      const escapes = texts.flatMap((payload) => {
        const { name, text } = hostileDocument(template, payload, place, form);
        const files = generate(text);
        if (typeof files === "string") return [];
        const shape = packageShape(files);
        const difference = deciding.includes(place)
          ? newKinds(shape, everyShape)
          : shapeDifference(shape, usual.get(place) ?? new Map());
        return [...textEscapes(files), ...difference].map((what) => `${name}: ${what}`);
      });
      expect(escapes).toEqual([]);
    });

    test("holds names that mean nothing", () => {
      const escapes = names.flatMap((payload) => {
        const { name, text } = hostileDocument(template, payload, place, form);
        const files = generate(text);
        if (typeof files === "string") return [];
        const strange = newKinds(packageShape(files), everyShape);
        return [...textEscapes(files), ...strange].map((what) => `${name}: ${what}`);
      });
      expect(escapes).toEqual([]);
    });
  });
}
