// Run it with: npm run build && node examples/errors.ts
import { createGitHub, secret, ServiceError } from "github-adapter";

const github = createGitHub({ token: secret("GITHUB_TOKEN") });

try {
  const result = await github.issues.listForRepo({ owner: "owner", repo: "repo" });
  console.log(result);
} catch (error) {
  if (error instanceof ServiceError) {
    // The kind says what to do next: "timeout", "rate-limit", "auth", "server" …
    console.error(error.kind, error.message);
  } else {
    throw error;
  }
} finally {
  await github.close();
}
