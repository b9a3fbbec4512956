// Run it with: npm run build && node examples/listen.ts
import { createNotebook, notifications, notify, secret } from "notebook-database";

const notebook = createNotebook({ connection: secret("NOTEBOOK_URL") });
const stop = new AbortController();
process.once("SIGINT", () => {
  stop.abort();
});

try {
  const { signal } = stop;
  const events = await notifications(notebook, "label_changed", { signal });
  await notify(notebook, "label_changed", "an example says hello");
  for await (const event of events) {
    if (event.type === "notification") console.log(event.payload);
    // Some may be missing: what they tell of has to be read anew.
    else console.log(event.reason);
  }
} finally {
  await notebook.close();
}
