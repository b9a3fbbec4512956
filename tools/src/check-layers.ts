import { checkLayers } from "./checks/layers.ts";
import { checkServiceNames } from "./checks/service-names.ts";
import { report } from "./problem.ts";
import { repositoryRoot } from "./workspace.ts";

report("layers", [...checkLayers(repositoryRoot), ...checkServiceNames(repositoryRoot)]);
