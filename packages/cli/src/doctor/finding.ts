/** What one check of `agentflow doctor` found. */
export interface Finding {
  readonly id: string;
  /** What was checked, in two or three words. */
  readonly title: string;
  readonly state: "ok" | "warn" | "fail";
  /** One sentence that names the value. */
  readonly message: string;
  /** What to do next; left out when all is well. */
  readonly help?: string;
}
