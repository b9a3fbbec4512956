// Run it with: npm run build && node examples/errors.ts
import { createService3Files, ServiceError } from "service-3-files-adapter";

const service3Files = createService3Files();

try {
  const result = await service3Files.general.getFile({ name: "name" });
  console.log(result);
} catch (error) {
  if (service3Files.general.getFile.isError(error)) {
    // The description documents this status, so the body has a type.
    console.error(error.status, error.body);
  } else if (error instanceof ServiceError) {
    // The kind says what to do next: "timeout", "rate-limit", "auth", "server" …
    console.error(error.kind, error.message);
  } else {
    throw error;
  }
} finally {
  await service3Files.close();
}
