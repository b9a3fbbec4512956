import { hostileTexts } from "./hostile-texts.js";
import { openApiDocument } from "./openapi-places.js";

hostileTexts(openApiDocument, "json", [
  "API key name",
  "server URL",
  "server description",
  "server variable",
  "operation server URL",
  "server description",
  "server variable",
  "header parameter name",
  "cookie name",
  "pattern",
  // One that is not matched is not checked.
  "property pattern",
  "media type",
  // A field whose name is no Unicode is in no form.
  "form field",
  "schema name",
]);
