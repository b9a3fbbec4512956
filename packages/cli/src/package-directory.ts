/** Folder of this package. In a file directly under `src`, because the build flattens `src` into `dist`. */
export const packageDirectory = new URL("../", import.meta.url);
