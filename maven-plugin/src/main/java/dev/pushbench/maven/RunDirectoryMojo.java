package dev.pushbench.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals share that are about a run that is there. */
abstract class RunDirectoryMojo extends BenchMojo {
    /** The run's directory. Default: the newest finished one in {@code bench.out}. */
    @Parameter(property = "bench.run")
    private @Nullable File run;

    /** The directory that was named, or else the newest. */
    final Path runDirectory() throws MojoExecutionException {
        if (run != null) {
            return run.toPath();
        }
        try {
            return RunDirectories.newest(out())
                    .orElseThrow(() -> new MojoExecutionException(goal() + ": no finished run in " + out()
                            + "; mvn bench:run makes one, -Dbench.run names one that is elsewhere"));
        } catch (IOException unreadable) {
            throw new MojoExecutionException(out() + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
