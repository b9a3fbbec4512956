/** What the command has to know while a plugin's code is imported; nothing else is loaded with it. */
export { type LoadingListener, onPatternLoading } from "./registry/pattern-loading.js";
