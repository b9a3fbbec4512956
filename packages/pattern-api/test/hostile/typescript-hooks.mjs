// Lets Node run TypeScript whose imports name the `.js` files that it would be compiled to.
import { existsSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

registerHooks({
  resolve(specifier, context, next) {
    const isRelative = specifier.startsWith(".") && specifier.endsWith(".js");
    if (isRelative && context.parentURL !== undefined) {
      const url = new URL(specifier.replace(/\.js$/, ".ts"), context.parentURL);
      if (existsSync(fileURLToPath(url))) return next(url.href, context);
    }
    return next(specifier, context);
  },
});
