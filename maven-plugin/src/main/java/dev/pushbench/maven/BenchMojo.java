package dev.pushbench.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;

/** What all goals share: a command of Pushbench in a JVM of its own, and how its end becomes that of the build. */
@SuppressWarnings("NullAway.Init") // Maven sets what has a default of Maven's before it executes the goal.
abstract class BenchMojo extends AbstractMojo {
    private static final String MAIN = "dev.pushbench.bench.Pushbench";

    @Inject
    private RepositorySystem repositories;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    /** {@code true}: the goal does nothing. Default: {@code false}. */
    @Parameter(property = "bench.skip", defaultValue = "false")
    private boolean skip;

    /**
     * Folder of the run directories: a run makes its own in it, and where no other is named the newest in it is reported, or held against
     * the baseline. Default: {@code results} in the folder that Maven was called in.
     */
    @Parameter(property = "bench.out", defaultValue = "${session.executionRootDirectory}/results")
    private File out;

    /**
     * JVM that Pushbench runs in, and its server and load generator with it: a {@code java} executable, or the home of a JVM; 17 or newer.
     * Default: the JVM that Maven runs in.
     */
    @Parameter(property = "bench.jvm", defaultValue = "${java.home}")
    private File jvm;

    /**
     * Verdicts that only warn, so that the build goes on: any of {@code regression}, {@code inconclusive} and {@code invalid-run}, separated
     * by commas. Default: none, each of them fails the build.
     */
    @Parameter(property = "bench.tolerate")
    private List<String> tolerate = List.of();

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        Optional<MavenProject> first = Inheritance.whereItRunsInstead(project, session.getProjects(), execution);
        if (skip) {
            getLog().info("Skipped: bench.skip is true.");
        } else if (first.isPresent()) {
            getLog().info("Inherited, and run once, in " + first.get().getArtifactId() + ".");
        } else {
            run();
        }
    }

    /** Does the goal's work, which is neither skipped nor done elsewhere. */
    abstract void run() throws MojoExecutionException, MojoFailureException;

    /** Runs one command of Pushbench to its end. */
    final void run(String command, List<String> arguments) throws MojoExecutionException, MojoFailureException {
        var tolerated = Outcome.tolerated("bench.tolerate", tolerate);
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(arguments);
        int code = exitCode(words);
        String line = Outcome.line(goal(), code);
        Outcome outcome = Outcome.of(code).orElse(Outcome.INTERNAL_ERROR);
        if (tolerated.contains(outcome)) {
            getLog().warn(line + " (tolerated)");
        } else if (outcome.isVerdict()) {
            throw new MojoFailureException(line);
        } else if (outcome != Outcome.PASS) {
            throw new MojoExecutionException(line);
        }
    }

    private int exitCode(List<String> arguments) throws MojoExecutionException {
        String classPath =
                new BenchClassPath(repositories).of(session, execution, project.getRemotePluginRepositories());
        ProcessBuilder command = new ProcessBuilder(new JavaCommand(java(), classPath, MAIN, arguments).words())
                .directory(new File(session.getExecutionRootDirectory()))
                .inheritIO();
        if (!session.getRequest().isInteractiveMode()) {
            command.redirectInput(ProcessBuilder.Redirect.PIPE); // No terminal, then: progress comes in lines.
        }
        getLog().debug("Command: " + command.command());
        try (ChildProcess child = ChildProcess.start(command)) {
            return child.exitCode();
        } catch (IOException notStarted) {
            throw new MojoExecutionException(goal() + " cannot start a JVM: " + notStarted.getMessage(), notStarted);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException(goal() + " was interrupted", interrupted);
        }
    }

    final Path java() throws MojoExecutionException {
        return JavaCommand.executable("bench.jvm", jvm);
    }

    final Path out() {
        return out.toPath();
    }

    final MavenProject project() {
        return project;
    }

    /** As it is called on the command line. */
    final String goal() {
        return "bench:" + execution.getGoal();
    }
}
