// Run it with: npm run build && node examples/errors.ts
import { createTrees, ServiceError } from "trees-adapter";

const trees = createTrees();

try {
  const result = await trees.nodes.list();
  console.log(result);
} catch (error) {
  if (error instanceof ServiceError) {
    // The kind says what to do next: "timeout", "rate-limit", "auth", "server" …
    console.error(error.kind, error.message);
  } else {
    throw error;
  }
} finally {
  await trees.close();
}
