import { nearestPointer } from "./json-pointer.js";
import type { OpenApiDocument } from "./openapi-document.js";
import { documentName } from "./related-documents.js";

/** Where a place is, for a message: the document's address, and the place as that document has it. */
export function sourcePlace(
  at: string,
  document: Pick<OpenApiDocument, "source" | "related"> &
    Partial<Pick<OpenApiDocument, "declared" | "version" | "writtenPlace">>,
): { readonly source: string; readonly pointer: string } {
  const name = documentName(at);
  const source = document.related.get(name)?.source ?? document.source;
  const pointer = at.slice(name.length);
  if (name !== "") return { source, pointer: pointer.slice(1) };
  const { declared, version, writtenPlace = (same) => same } = document;
  // What is worked with has places that a Swagger 2.0 document has not.
  const upgraded = version === "2.0" && declared !== undefined;
  const place = upgraded ? nearestPointer(declared, pointer) : pointer;
  return { source, pointer: writtenPlace(place).slice(1) };
}
