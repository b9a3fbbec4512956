import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { defaultCacheDirectory } from "@agentflow/core/cache-directory";

// Compiling the modules is half of what a short command does; Node keeps the result by their bytes and its own version.
// In the user's folder: what Node takes by itself, below the system's temporary one, somebody else could prepare.
enableCompileCache(join(defaultCacheDirectory(process.env), "compiled"));

const { runProcess } = await import("./run-process.js");
await runProcess(process);
