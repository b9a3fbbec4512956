// Run it with: npm run build && node examples/pages.ts
import { createGitHub, secret } from "github-adapter";

const github = createGitHub({ token: secret("GITHUB_TOKEN") });

let count = 0;
// Pages are requested as the loop needs them; leaving it ends the requests.
for await (const item of github.issues.listForRepo.all({ owner: "owner", repo: "repo" })) {
  console.log(item);
  count += 1;
  if (count === 100) break;
}

await github.close();
