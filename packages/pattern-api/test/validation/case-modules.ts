import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { createTypePrinter } from "../../src/types/type-printer.js";
import { valuesModule } from "../../src/validation/common-values.js";
import { schemasModule } from "../../src/validation/schemas-module.js";
import { schemaModels } from "../types/schema-models.js";
import type { TypeCase } from "../types/type-cases.js";

const modules = fileURLToPath(new URL("../../../../node_modules", import.meta.url));
const facade = fileURLToPath(new URL("../../templates/src/validation/zod.ts", import.meta.url));
const usualTyping = { dates: "string", int64: "number", enums: "open" } as const;

/** Types and schemas of zod of many cases, each in a folder of its own, which are compiled together. */
export class CaseModules {
  readonly #directory = mkdtempSync(join(tmpdir(), "validation-cases-"));

  constructor(cases: readonly TypeCase[]) {
    symlinkSync(modules, join(this.#directory, "node_modules"), "junction");
    this.write("package.json", '{ "type": "module" }');
    cases.forEach(({ schemas, use, typing = usualTyping }, index) => {
      const models = schemaModels(schemas, use);
      const types = createTypePrinter(models, { typing });
      const declarations = models.map((model) => types.declaration(model));
      this.write(`src/${index}/types/schemas.ts`, `${declarations.join("\n\n")}\n`);
      this.write(`src/${index}/validation/schemas.ts`, schemasModule({ schemas: models, typing }));
      this.write(`src/${index}/validation/values.ts`, valuesModule());
      copyFileSync(facade, join(this.#directory, `src/${index}/validation/zod.ts`));
    });
  }

  write(path: string, text: string): void {
    mkdirSync(join(this.#directory, path, ".."), { recursive: true });
    writeFileSync(join(this.#directory, path), text);
  }

  /** What the compiler complains about. The modules are in `dist` afterwards. */
  compile(): string {
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
      module: "nodenext",
      target: "es2023",
      lib: ["esnext"],
      rootDir: "src",
      outDir: "dist",
      skipLibCheck: true,
      types: ["node"],
    };
    this.write("tsconfig.json", JSON.stringify({ compilerOptions, include: ["src"] }));
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [join(modules, "typescript/bin/tsc"), "-p", ".", "--pretty", "false"],
      { cwd: this.#directory, encoding: "utf8" },
    );
    return stdout + stderr;
  }

  /**
   * Whether the schemas take values.
   * @param questions of each: the case, the schema's name, and an expression of JavaScript
   */
  verdicts(
    questions: readonly (readonly [index: number, name: string, value: string])[],
  ): readonly boolean[] {
    const imports = new Set(questions.map(([index]) => index));
    const lines = questions.map(
      ([index, name, value]) => `  s${index}.${name}?.safeParse(${value}).success ?? false,\n`,
    );
    this.write(
      "program.mjs",
      `${[...imports].map((index) => `import * as s${index} from "./dist/${index}/validation/schemas.js";\n`).join("")}
console.log(JSON.stringify([\n${lines.join("")}]));\n`,
    );
    const output = execFileSync(process.execPath, ["program.mjs"], {
      cwd: this.#directory,
      encoding: "utf8",
    });
    return z.array(z.boolean()).parse(JSON.parse(output));
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true });
  }
}
