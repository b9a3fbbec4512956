import { hostileTexts } from "./hostile-texts.js";
import { swaggerDocument } from "./swagger-places.js";

hostileTexts(swaggerDocument, "yaml", [
  "API key name",
  "host",
  "base path",
  "definition name",
  "enum of items",
]);
