// Run it with: npm run build && node examples/errors.ts
import { createLibrary, secret, ServiceError } from "library-adapter";

const library = createLibrary({ token: secret("LIBRARY_TOKEN") });

try {
  const result = await library.books.get({ isbn: "9780261103573" });
  console.log(result);
} catch (error) {
  if (library.books.get.isError(error)) {
    // The description documents this status, so the body has a type.
    console.error(error.status, error.body);
  } else if (error instanceof ServiceError) {
    // The kind says what to do next: "timeout", "rate-limit", "auth", "server" …
    console.error(error.kind, error.message);
  } else {
    throw error;
  }
} finally {
  await library.close();
}
