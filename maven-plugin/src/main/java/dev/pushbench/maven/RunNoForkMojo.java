package dev.pushbench.maven;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Measures the cells of a suite; bound to a phase, it packages nothing itself. */
@Mojo(
        name = "run-no-fork",
        defaultPhase = LifecyclePhase.INTEGRATION_TEST,
        requiresDependencyResolution = ResolutionScope.RUNTIME,
        aggregator = true,
        threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets what has a default of Maven's before it executes the goal.
public class RunNoForkMojo extends BenchMojo {
    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    /**
     * What is measured: the name of a suite that Pushbench brings ({@code default}, {@code smoke}, …), or a YAML file. Default: {@code
     * default}.
     */
    @Parameter(property = "bench.suite", defaultValue = "default")
    private String suite;

    /** More arguments for the {@code run} command, as on the command line, like {@code --users 100 --forks 5}; quotes keep spaces. Default: none. */
    @Parameter(property = "bench.args")
    private @Nullable String args;

    /**
     * A server that is measured in place of Pushbench's own: {@code http://host:port}, without a path. It has to follow the wire contract.
     * Default: none.
     */
    @Parameter(property = "bench.target")
    private @Nullable String target;

    /**
     * Class with a {@code main} that starts the server at {@code bench.target}: run with the project's runtime class path, before anything is
     * measured, until {@code GET /healthz} is answered with 200 (30 s at most), and ended afterwards. Default: none, the target is there already.
     */
    @Parameter(property = "bench.serverMainClass")
    private @Nullable String serverMainClass;

    /** Arguments for {@code serverMainClass}; quotes keep spaces. Default: none. */
    @Parameter(property = "bench.serverArguments")
    private @Nullable String serverArguments;

    @Override
    final void run() throws MojoExecutionException, MojoFailureException {
        Optional<String> mainClass = given(serverMainClass);
        if (mainClass.isPresent()) {
            runBeside(mainClass.get());
        } else {
            run("run", arguments());
        }
    }

    private void runBeside(String mainClass) throws MojoExecutionException, MojoFailureException {
        List<String> arguments = arguments();
        OwnServer server = new OwnServer(Target.of("bench.target", given(target)), LONGEST_START);
        try (ChildProcess process = server.start(serverCommand(mainClass), serverLog())) {
            getLog().info(mainClass + " answers at " + server.target() + " (process " + process.pid() + ").");
            run("run", arguments);
        }
    }

    private List<String> arguments() throws MojoExecutionException {
        List<String> arguments = new ArrayList<>(List.of("--suite", suite, "--out", out().toString()));
        given(target).ifPresent(url -> arguments.addAll(List.of("--target", url)));
        arguments.addAll(Arguments.of("bench.args", given(args)));
        return arguments;
    }

    private JavaCommand serverCommand(String mainClass) throws MojoExecutionException {
        try {
            String classPath = String.join(File.pathSeparator, project().getRuntimeClasspathElements());
            List<String> arguments = Arguments.of("bench.serverArguments", given(serverArguments));
            return new JavaCommand(java(), classPath, mainClass, arguments);
        } catch (DependencyResolutionRequiredException impossible) {
            throw new MojoExecutionException("the project's class path is not resolved", impossible);
        }
    }

    /** A setting that may be left out, or be left empty, which is the same. */
    private static Optional<String> given(@Nullable String setting) {
        return Optional.ofNullable(setting).filter(text -> !text.isBlank());
    }

    private Path serverLog() {
        return Path.of(project().getBuild().getDirectory(), "bench-server.log");
    }
}
