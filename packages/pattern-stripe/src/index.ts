export { stripePattern, stripePattern as default } from "./stripe-pattern.js";
export { publishedDocument, publishedVersion } from "./stripe-service.js";
