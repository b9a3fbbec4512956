import { hostileTexts } from "./hostile-texts.js";
import { openApiDocument } from "./openapi-places.js";

hostileTexts(openApiDocument, "json", [
  "API key name",
  "server URL",
  "operation server URL",
  "header parameter name",
  "cookie name",
  "pattern",
  "media type",
  "schema name",
]);
