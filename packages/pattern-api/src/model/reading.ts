import type { Findings } from "../document/findings.js";
import type { OpenApiDocument } from "../document/openapi-document.js";
import type { References } from "../document/references.js";
import type { SchemaReader } from "./schema-reader.js";

/** What every part of the reading shares: one document, its references, its schemas, and where faults go. */
export interface Reading {
  readonly document: OpenApiDocument;
  readonly references: References;
  readonly findings: Findings;
  readonly schemas: SchemaReader;
}
