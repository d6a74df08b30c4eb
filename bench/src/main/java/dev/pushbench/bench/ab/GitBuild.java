package dev.pushbench.bench.ab;

import dev.pushbench.bench.host.ChildProcess;
import dev.pushbench.bench.input.UsageError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Builds a commit in a worktree of its own, which is gone afterwards; the user's own checkout is not touched. */
final class GitBuild {
    private static final Duration LONGEST_GIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_BUILD = Duration.ofMinutes(15);
    private static final Path NO_LOG = Path.of("/dev/null");
    private static final Path JAR = Path.of("bench", "target", "pushbench.jar");

    /** What is asked here is whether it runs, not whether it is well: its tests and checks have had their say elsewhere. */
    private static final List<String> MAVEN =
            List.of("mvn", "--batch-mode", "--quiet", "-Dmaven.test.skip=true", "-Dchecks.skip=true", "package");

    private final Path checkout;
    private final Path directory;

    /**
     * @param checkout that knows the commit
     * @param directory that the jar, a log and, for a while, the worktree are made in
     */
    GitBuild(Path checkout, Path directory) {
        this.checkout = checkout.toAbsolutePath();
        this.directory = directory.toAbsolutePath();
    }

    /**
     * Builds it.
     *
     * @param ref a commit, by any name that git knows it by
     * @return the jar
     * @throws UsageError where there is no such commit, or it does not build
     */
    Path build(Side side, String ref) throws IOException, InterruptedException {
        Path log = directory.resolve(side.id() + "-build.log");
        String commit = commit(side, ref);
        Path worktree = directory.resolve(side.id() + "-worktree");
        ChildProcess.Ending added = git(log, "worktree", "add", "--detach", worktree.toString(), commit);
        if (added.exitCode() != 0) {
            throw new UsageError(option(side), "git makes no worktree of " + ref + ", see " + log);
        }
        try {
            return jar(side, ref, worktree, log);
        } finally {
            remove(worktree, log);
        }
    }

    /**
     * The commit's full name.
     *
     * @throws UsageError where there is none
     */
    String commit(Side side, String ref) throws IOException, InterruptedException {
        Path said = Files.createTempFile(directory, side.id(), ".err");
        try {
            ChildProcess.Ending found = git(said, "rev-parse", "--verify", "--end-of-options", ref + "^{commit}");
            if (found.exitCode() != 0) {
                throw new UsageError(
                        option(side),
                        "neither a file nor a commit" + explained(Files.readString(said)),
                        ref,
                        "a jar of this program, or a commit of " + checkout);
            }
            return found.output().strip();
        } finally {
            Files.delete(said);
        }
    }

    /** What git says of it, and what helps. */
    private String explained(String said) throws IOException, InterruptedException {
        String first = said.lines().findFirst().orElse("git said nothing");
        boolean isShallow = git(NO_LOG, "rev-parse", "--is-shallow-repository")
                .output()
                .strip()
                .equals("true");
        return " (git: " + first + (isShallow ? "; this clone is shallow: fetch all of it, fetch-depth: 0 in CI" : "")
                + (first.contains("dubious ownership") ? "; git config --global --add safe.directory " + checkout : "")
                + ")";
    }

    private Path jar(Side side, String ref, Path worktree, Path log) throws IOException, InterruptedException {
        ChildProcess.Ending built = ChildProcess.run(MAVEN, worktree, log, LONGEST_BUILD);
        Files.writeString(directory.resolve(side.id() + "-build.out"), built.output());
        Path jar = worktree.resolve(JAR);
        if (built.exitCode() != 0 || !Files.exists(jar)) {
            String first = built.output()
                    .lines()
                    .filter(line -> line.contains("ERROR"))
                    .findFirst()
                    .orElse("no " + JAR);
            throw new UsageError(option(side), ref + " does not build: " + first);
        }
        return Files.copy(jar, directory.resolve(side.id() + ".jar"));
    }

    /** Though an interrupt may be what ends the build: what is begun here is never left to the user. */
    private void remove(Path worktree, Path log) throws IOException, InterruptedException {
        boolean interrupted = Thread.interrupted();
        git(log, "worktree", "remove", "--force", worktree.toString());
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private ChildProcess.Ending git(Path log, String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("git"));
        words.addAll(List.of(arguments));
        return ChildProcess.run(words, checkout, log, LONGEST_GIT);
    }

    private static String option(Side side) {
        return "--" + side.id();
    }
}
