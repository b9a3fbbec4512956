import { hostileTexts } from "./hostile-texts.js";
import { openApiDocument } from "./openapi-places.js";

hostileTexts(openApiDocument, "json", [
  "API key name",
  "server URL",
  "server description",
  "server variable",
  "operation server URL",
  "header parameter name",
  "cookie name",
  "pattern",
  "media type",
  "schema name",
]);
