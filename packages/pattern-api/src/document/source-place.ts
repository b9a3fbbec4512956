import { nearestPointer } from "./json-pointer.js";
import type { OpenApiDocument } from "./openapi-document.js";
import { documentName } from "./related-documents.js";

/** Where a place is, for a message: the document's address, and the place as that document has it. */
export function sourcePlace(
  place: string,
  document: Pick<OpenApiDocument, "source" | "related"> &
    Partial<Pick<OpenApiDocument, "declared" | "version">>,
): { readonly source: string; readonly pointer: string } {
  const name = documentName(place);
  const source = document.related.get(name)?.source ?? document.source;
  const pointer = place.slice(name.length);
  const { declared, version } = document;
  // What is worked with has places that a Swagger 2.0 document has not.
  const own = name === "" && version === "2.0" && declared !== undefined;
  return { source, pointer: (own ? nearestPointer(declared, pointer) : pointer).slice(1) };
}
