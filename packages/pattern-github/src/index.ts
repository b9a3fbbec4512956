export { githubPattern, githubPattern as default } from "./github-pattern.js";
export { publishedDocument } from "./github-service.js";
