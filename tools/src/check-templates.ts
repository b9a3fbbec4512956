import { checkTemplates } from "./checks/templates.ts";
import { report } from "./problem.ts";
import { repositoryRoot } from "./workspace.ts";

report("templates", checkTemplates(repositoryRoot));
