import type { Json } from "@agentflow/core";
import type { TypingModel } from "../model/api-model.js";

/** `tsconfig.json`: checks sources, tests and examples under the strictest flags, and writes nothing. */
export function typeCheckConfiguration(
  packageName: string,
  { dates }: Pick<TypingModel, "dates">,
): Json {
  return {
    compilerOptions: {
      target: "es2023",
      lib: dates === "temporal" ? ["es2023", "esnext.temporal"] : ["es2023"],
      module: "nodenext",
      moduleResolution: "nodenext",
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
      isolatedModules: true,
      noEmit: true,
      types: ["node"],
      // The examples import the package by its name, as its users do; this finds it before it is built.
      paths: { [packageName]: ["./src/index.ts"], [`${packageName}/*`]: ["./src/*.ts"] },
    },
    include: ["src", "test", "examples", "vitest.config.ts"],
  };
}

/** `tsconfig.build.json`: compiles the sources to `dist`. */
export const buildConfiguration: Json = {
  extends: "./tsconfig.json",
  compilerOptions: { noEmit: false, declaration: true, rootDir: "src", outDir: "dist" },
  include: ["src"],
};
