import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The first import statement of a package's README: only the pattern knows what its package exports. */
export async function importExample(directory: string): Promise<string | undefined> {
  const readme = await readFile(join(directory, "README.md"), "utf8").catch(() => "");
  return /^import \{[^}\n]*\} from "[^"\n]+";$/m.exec(readme)?.[0];
}
