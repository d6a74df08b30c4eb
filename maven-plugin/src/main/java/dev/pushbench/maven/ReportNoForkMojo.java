package dev.pushbench.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Makes the report of a run again, in its directory; bound to a phase, it packages nothing itself. */
@Mojo(name = "report-no-fork", defaultPhase = LifecyclePhase.VERIFY, aggregator = true, threadSafe = true)
public class ReportNoForkMojo extends RunDirectoryMojo {
    /**
     * More arguments for the {@code report} command, as on the command line, like {@code --max-latency 200ms}; quotes keep spaces. Default:
     * none.
     */
    @Parameter(property = "bench.report.args")
    private @Nullable String args;

    @Override
    final void run() throws MojoExecutionException, MojoFailureException {
        List<String> arguments = new ArrayList<>();
        arguments.add(runDirectory().toString());
        arguments.addAll(Arguments.of("bench.report.args", Optional.ofNullable(args)));
        run("report", arguments);
    }
}
