package dev.pushbench.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Makes a run the baseline, in place of the one before, and tells what changes by it. */
@Mojo(name = "accept", aggregator = true, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets what has a default of Maven's before it executes the goal.
public final class AcceptMojo extends RunDirectoryMojo {
    /** Directory that the baseline is kept in. Default: {@code results/baseline} in the folder that Maven was called in. */
    @Parameter(property = "bench.baseline", defaultValue = "${session.executionRootDirectory}/results/baseline")
    private File baseline;

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        run("gate", List.of("accept", runDirectory().toString(), "--baseline", baseline.toString()));
    }
}
