/** What the command needs before it loads anything else. */
export { defaultCacheDirectory } from "./documents/cache-directory.js";
