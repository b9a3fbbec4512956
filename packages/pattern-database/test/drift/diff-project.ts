import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const command = fileURLToPath(
  new URL("bin/agentflow.mjs", import.meta.resolve("@agentflow/cli/package.json")),
);
const own = dirname(fileURLToPath(new URL("../../package.json", import.meta.url)));

/** A project with the pattern installed, in a temporary folder. */
export class DiffProject {
  readonly folder = mkdtempSync(join(tmpdir(), "agentflow-diff-"));
  readonly #addresses: Readonly<Record<string, string>>;

  /** @param addresses by the variables that the command finds them in */
  constructor(addresses: Readonly<Record<string, string>>) {
    this.#addresses = addresses;
    const name = "@agentflow/pattern-database";
    writeFileSync(
      join(this.folder, "package.json"),
      JSON.stringify({ devDependencies: { [name]: "*" } }),
    );
    mkdirSync(join(this.folder, "node_modules/@agentflow"), { recursive: true });
    symlinkSync(own, join(this.folder, "node_modules", name), "junction");
  }

  /** Runs `agentflow integrate`. */
  async agentflow(...argv: readonly string[]) {
    const child = spawn(process.execPath, [command, "integrate", ...argv], {
      cwd: this.folder,
      env: { PATH: process.env["PATH"], HOME: this.folder, ...this.#addresses },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const written = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => void (written.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => void (written.stderr += text));
    const [exitCode] = (await once(child, "close")) as [number | null]; // what the event of a child process gives
    return { exitCode, ...written };
  }

  /** Makes a package of the database whose address a variable has. */
  make(name: string, variable: string, ...more: readonly string[]) {
    const options = ["--name", name, "--type", "database", "--connection", `env:${variable}`];
    return this.agentflow("create", ...options, "--no-verify", "--quiet", ...more);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), "utf8");
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
