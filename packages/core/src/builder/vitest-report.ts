import { z } from "zod";
import type { FileSystem } from "./file-system.js";

/** The part of vitest's JSON report that is read. */
const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});
/** What vitest says about one test file. */
export type FileReport = z.output<typeof reportSchema>["testResults"][number];

/** The JSON report of a test run; `undefined` when the run ended without a whole one. */
export async function readVitestReport(
  fileSystem: FileSystem,
  path: string,
): Promise<z.output<typeof reportSchema> | undefined> {
  if (!(await fileSystem.status(path))) return undefined;
  try {
    const text = Buffer.from(await fileSystem.readFile(path)).toString("utf8");
    return reportSchema.parse(JSON.parse(text));
  } catch (error) {
    // Half a report: the run ended while it was being written.
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}
