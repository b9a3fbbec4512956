import { execFileSync } from "node:child_process";

/** The working copy of a repository. */
export class Git {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** What is not committed, one line a file, as `git status --porcelain` has it. */
  changes(): readonly string[] {
    return this.#run(["status", "--porcelain"]).split("\n").filter(Boolean);
  }

  /**
   * Its tags and those of `origin`, which a clone for one build often lacks.
   * @throws Error when there is an `origin` that cannot be asked
   */
  tags(): ReadonlySet<string> {
    const here = this.#run(["tag"]).split("\n");
    const hasOrigin = this.#run(["remote"]).split("\n").includes("origin");
    const there = hasOrigin ? this.#run(["ls-remote", "--tags", "--refs", "origin"]) : "";
    const names = [...there.matchAll(/\trefs\/tags\/(?<name>.+)/g)].map(
      ({ groups }) => groups?.["name"] ?? "",
    );
    return new Set([...here, ...names].filter(Boolean));
  }

  /** Tags the current commit, with a tag that `git push --follow-tags` takes along. */
  tag(tag: string): void {
    this.#run(["tag", "--annotate", tag, "--message", tag]);
  }

  #run(commandLine: readonly string[]): string {
    return execFileSync("git", commandLine, { cwd: this.#root, encoding: "utf8" });
  }
}
