import { hostileTexts } from "./hostile-texts.js";
import { swaggerDocument } from "./swagger-places.js";

hostileTexts(swaggerDocument, "yaml", [
  "API key name",
  "host",
  "base path",
  // A field whose name is no Unicode is in no form.
  "form field",
  "definition name",
  "enum of items",
  // It decides which operation is tried with a wrong answer.
  "example",
]);
