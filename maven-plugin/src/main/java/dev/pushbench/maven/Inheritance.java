package dev.pushbench.maven;

import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/** Tells apart an execution that a module declares and one that it has from its parent, which would measure once for each module. */
final class Inheritance {
    private Inheritance() {}

    /**
     * The outermost parent that is built too and has the same execution; empty where there is none.
     *
     * @param built all projects of the build
     */
    static Optional<MavenProject> whereItRunsInstead(
            MavenProject project, List<MavenProject> built, MojoExecution execution) {
        Optional<MavenProject> outermost = Optional.empty();
        for (MavenProject parent = project.getParent(); parent != null; parent = parent.getParent()) {
            if (built.contains(parent) && isExecutedIn(parent, execution)) {
                outermost = Optional.of(parent);
            }
        }
        return outermost;
    }

    private static boolean isExecutedIn(MavenProject project, MojoExecution execution) {
        Plugin plugin = project.getPlugin(execution.getPlugin().getKey());
        return plugin != null
                && plugin.getExecutions().stream()
                        .filter(each -> each.getId().equals(execution.getExecutionId()))
                        .anyMatch(each -> each.getGoals().contains(execution.getGoal()));
    }
}
