package dev.pushbench.maven;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * How a command can end, by its exit code. Maven has one exit code for everything that fails, so that a build's last line has to say which
 * it was, and what to do next.
 */
enum Outcome {
    PASS(0, "passed", "nothing is to be done"),
    INTERNAL_ERROR(1, "failed by an error of its own", "--debug among its arguments shows where"),
    USAGE(
            2,
            "cannot do what was asked for",
            "the line above that starts with pushbench: says what is wrong and what is allowed"),
    REGRESSION(
            3,
            "found a regression",
            "the verdicts above say which figures got worse, and by how much; where that is meant, mvn bench:accept makes this run the baseline"),
    INCONCLUSIVE(
            4,
            "cannot tell",
            "the verdicts above say why; if latency or cost of a cell is INVALID, measure again on a machine that does nothing else"),
    INVALID_RUN(
            5,
            "has no valid result",
            "the lines above name the causes and their remedies; deliveries are wrong or incomplete, or nothing that was measured is usable"),
    INTERRUPTED(130, "was interrupted", "what was measured until then is kept");

    private static final int SIGNALS = 128;
    private static final int MOST_SIGNALS = 64;
    private static final Set<Outcome> TOLERABLE = EnumSet.of(REGRESSION, INCONCLUSIVE, INVALID_RUN);

    private final int code;
    private final String what;
    private final String next;

    Outcome(int code, String what, String next) {
        this.code = code;
        this.what = what;
        this.next = next;
    }

    /** Empty where no command ends with that code. */
    static Optional<Outcome> of(int code) {
        return Arrays.stream(values()).filter(outcome -> outcome.code == code).findFirst();
    }

    /** One line: which goal, how it ended, and what to do next. */
    static String line(String goal, int code) {
        return of(code).map(outcome -> goal + " " + outcome.what + " (exit code " + code + "): " + outcome.next)
                .orElseGet(() -> goal + " " + unknown(code));
    }

    private static String unknown(int code) {
        return code > SIGNALS && code <= SIGNALS + MOST_SIGNALS
                ? "was ended by signal " + (code - SIGNALS)
                : "ended with exit code " + code
                        + ", which no command of Pushbench has; is bench.jvm a JVM of 17 or newer?";
    }

    /** Whether it is a verdict about what was measured, and not a failure to measure. */
    boolean isVerdict() {
        return TOLERABLE.contains(this);
    }

    /** As it is written in settings, like {@code invalid-run}. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @param ids of outcomes that a build is to go on after; only verdicts */
    static Set<Outcome> tolerated(String setting, List<String> ids) throws MojoExecutionException {
        Set<Outcome> tolerated = EnumSet.noneOf(Outcome.class);
        for (String id : ids) {
            tolerated.add(TOLERABLE.stream()
                    .filter(outcome -> outcome.id().equals(id.strip()))
                    .findFirst()
                    .orElseThrow(() -> Mistake.of(
                            setting,
                            "not a verdict",
                            id,
                            TOLERABLE.stream().map(Outcome::id).collect(Collectors.joining(", ")))));
        }
        return tolerated;
    }
}
