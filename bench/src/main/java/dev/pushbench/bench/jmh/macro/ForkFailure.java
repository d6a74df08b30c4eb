package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.host.ChildFailedException;
import dev.pushbench.bench.jmh.JmhLog;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why nothing came of a fork, in the words of the harness: JMH wraps what a fork threw, and tells a dead one in words of its own. */
final class ForkFailure {
    private static final Pattern DIED = Pattern.compile("Forked VM failed with exit code (-?[0-9]+)");

    private ForkFailure() {}

    /** One line, and the last words of the process that died on lines of their own, where it left some. */
    static String reason(Throwable failure, JmhLog log) {
        Throwable root = log.root(failure);
        if (root instanceof ChildFailedException child) {
            return child.reason();
        }
        Matcher died = DIED.matcher(String.valueOf(root.getMessage()));
        return died.matches()
                ? withWords(
                        "the load generator ended before its trial was over (exit code " + died.group(1) + ")",
                        log.lastWords())
                : "the load generator failed: "
                        + root.toString().lines().findFirst().orElse("");
    }

    private static String withWords(String why, List<String> words) {
        return words.isEmpty() ? why : why + ": " + String.join(System.lineSeparator(), words);
    }
}
