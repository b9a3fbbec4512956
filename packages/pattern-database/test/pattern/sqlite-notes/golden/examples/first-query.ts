// Run it with: npm run build && node examples/first-query.ts
import { createNotebook, DatabaseError } from "notebook-database";

const notebook = createNotebook({ connection: "notebook.db" });

try {
  console.log(await notebook.notes.count());
  for (const row of await notebook.notes.find({ limit: 10 })) console.log(row);
} catch (error) {
  if (!(error instanceof DatabaseError)) throw error;
  // The kind says what to do next: "connection", "timeout", "permission" …
  console.error(error.kind, error.message);
} finally {
  await notebook.close();
}
