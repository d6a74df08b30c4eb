package dev.pushbench.bench.ab;

import dev.pushbench.bench.input.UsageError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where builds come from: a jar is one already, a commit is built. */
public final class Builds {
    private Builds() {}

    /**
     * The build that {@code given} names.
     *
     * @param given a jar of the program, or a commit of the checkout in the current folder
     * @param arguments that its {@code run} gets beside those that both get
     * @param directory that what is built is kept in
     * @throws UsageError where it is neither, or does not build
     */
    public static Build of(Side side, String given, List<String> arguments, Path directory)
            throws InterruptedException {
        if (isFile(given)) {
            return new Build(given, Path.of(given).toAbsolutePath().toString(), arguments);
        }
        try {
            Path jar = new GitBuild(Path.of(""), directory).build(side, given);
            return new Build(given, jar.toString(), arguments);
        } catch (IOException failed) {
            throw new UncheckedIOException(given + " cannot be built in " + directory, failed);
        }
    }

    /**
     * Looks whether there is such a jar or commit; builds nothing.
     *
     * @throws UsageError where there is not
     */
    public static void require(Side side, String given) throws InterruptedException {
        if (!isFile(given)) {
            try {
                new GitBuild(Path.of(""), Path.of("")).commit(side, given);
            } catch (IOException noGit) {
                throw new UsageError(
                        "--" + side.id(),
                        "no file, and git cannot be asked for a commit",
                        given,
                        "a jar of this program");
            }
        }
    }

    private static boolean isFile(String given) {
        return Files.isRegularFile(Path.of(given));
    }
}
