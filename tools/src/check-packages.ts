import { checkPackageShape } from "./checks/package-shape.ts";
import { report } from "./problem.ts";
import { repositoryRoot } from "./workspace.ts";

report("packages", checkPackageShape(repositoryRoot));
