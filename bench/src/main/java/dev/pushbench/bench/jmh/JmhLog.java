package dev.pushbench.bench.jmh;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The file that JMH's own output goes into, and why it failed. */
public final class JmhLog implements AutoCloseable {
    /** JMH takes a lock file that all users of the machine share; whoever runs two at once is told by {@code doctor}, not by a lock. */
    private static final String IGNORE_LOCK = "jmh.ignoreLock";

    private final PrintStream out;
    private final OutputFormat output;

    private JmhLog(PrintStream out) {
        this.out = out;
        this.output = OutputFormatFactory.createFormatInstance(out, VerboseMode.NORMAL);
    }

    public static JmhLog open(Path file) {
        System.setProperty(IGNORE_LOCK, "true");
        try {
            return new JmhLog(new PrintStream(file.toFile(), StandardCharsets.UTF_8));
        } catch (IOException notOpened) {
            throw new UncheckedIOException("results cannot be written to " + file, notOpened);
        }
    }

    /** What JMH is to write to. */
    public OutputFormat output() {
        return output;
    }

    /** Writes down all of a failure, and returns what it comes down to, on one line. */
    public String reason(Throwable failure) {
        failure.printStackTrace(out);
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.toString().lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        out.close();
    }
}
