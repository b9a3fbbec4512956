// Run it with: npm run build && node examples/first-call.ts
import { createGitHub, secret } from "github-adapter";

const github = createGitHub({ token: secret("GITHUB_TOKEN") });

const result = await github.issues.listForRepo({ owner: "owner", repo: "repo" });
console.log(result);

await github.close();
