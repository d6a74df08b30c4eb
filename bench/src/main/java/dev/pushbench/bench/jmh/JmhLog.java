package dev.pushbench.bench.jmh;

import dev.pushbench.bench.host.JvmWords;
import dev.pushbench.bench.result.NotWrittenException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The file that JMH's own output goes into, and why it failed. */
public final class JmhLog implements AutoCloseable {
    /** JMH takes a lock file that all users of the machine share; whoever runs two at once is told by {@code doctor}, not by a lock. */
    private static final String IGNORE_LOCK = "jmh.ignoreLock";

    private static final String LAST_WORDS_BEGIN = "<stderr last=";
    private static final String LAST_WORDS_END = "</stderr>";

    private final Path file;
    private final PrintStream out;
    private final OutputFormat output;

    private JmhLog(Path file, PrintStream out) {
        this.file = file;
        this.out = out;
        this.output = OutputFormatFactory.createFormatInstance(out, VerboseMode.NORMAL);
    }

    public static JmhLog open(Path file) {
        System.setProperty(IGNORE_LOCK, "true");
        try {
            return new JmhLog(file, new PrintStream(file.toFile(), StandardCharsets.UTF_8));
        } catch (IOException notOpened) {
            throw new NotWrittenException(file, notOpened);
        }
    }

    /** What JMH is to write to. */
    public OutputFormat output() {
        return output;
    }

    /** Writes down all of a failure, and returns what it comes down to, on one line. */
    public String reason(Throwable failure) {
        return root(failure).toString().lines().findFirst().orElse("");
    }

    /** Writes down all of a failure, and returns what it comes down to. */
    public Throwable root(Throwable failure) {
        failure.printStackTrace(out);
        Throwable root = failure;
        for (Optional<Throwable> below = below(root); below.isPresent(); below = below(root)) {
            root = below.get();
        }
        return root;
    }

    /** JMH's own exception has no cause, but what it is about among the suppressed. */
    private static Optional<Throwable> below(Throwable failure) {
        return failure instanceof BenchmarkException
                ? Arrays.stream(failure.getSuppressed()).findFirst()
                : Optional.ofNullable(failure.getCause());
    }

    /** The last lines on stderr of the fork that died last, as JMH wrote them down. */
    public List<String> lastWords() {
        out.flush();
        List<String> lines;
        try {
            lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
        int begin = lines.size() - 1;
        while (begin >= 0 && !lines.get(begin).startsWith(LAST_WORDS_BEGIN)) {
            begin--;
        }
        return begin < 0
                ? List.of()
                : JvmWords.of(lines.stream()
                        .skip(begin + 1L)
                        .takeWhile(line -> !line.equals(LAST_WORDS_END))
                        .toList());
    }

    @Override
    public void close() {
        out.close();
    }
}
