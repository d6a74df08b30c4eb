package dev.pushbench.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Holds a run against the baseline and fails the build where it is a regression; bound to a phase, it packages nothing itself. */
@Mojo(name = "gate-no-fork", defaultPhase = LifecyclePhase.VERIFY, aggregator = true, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets what has a default of Maven's before it executes the goal.
public class GateNoForkMojo extends RunDirectoryMojo {
    /**
     * Directory of the run that it is held against. Default: {@code results/baseline} in the folder that Maven was called in.
     */
    @Parameter(property = "bench.baseline", defaultValue = "${session.executionRootDirectory}/results/baseline")
    private File baseline;

    /** File that says by how much each figure may get worse (docs/gate.md). Default: the policy that Pushbench brings. */
    @Parameter(property = "bench.policy")
    private @Nullable File policy;

    /** More arguments for the {@code gate} command, as on the command line; quotes keep spaces. Default: none. */
    @Parameter(property = "bench.gate.args")
    private @Nullable String args;

    @Override
    final void run() throws MojoExecutionException, MojoFailureException {
        List<String> arguments = new ArrayList<>();
        arguments.add(runDirectory().toString());
        arguments.addAll(List.of("--baseline", baseline.toString()));
        if (policy != null) {
            arguments.addAll(List.of("--policy", policy.toString()));
        }
        arguments.addAll(Arguments.of("bench.gate.args", Optional.ofNullable(args)));
        run("gate", arguments);
    }
}
