package dev.pushbench.bench.gate;

import dev.pushbench.bench.result.Manifest;
import dev.pushbench.bench.result.RunConditions;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What two runs have in common, as far as a rule needs it. */
final class SharedGround {
    private static final Pattern FEATURE = Pattern.compile("\\d+");

    private final Manifest base;
    private final Manifest head;

    SharedGround(Manifest base, Manifest head) {
        this.base = base;
        this.head = head;
    }

    /** What is not the same and would have to be, with both values; the empty text where nothing is missing. */
    String lacking(Basis basis) {
        return switch (basis) {
            case ANYWHERE -> "";
            case SAME_JVM -> joined(serverThatDiffers());
            case SAME_MACHINE ->
                joined(Stream.concat(
                        RunConditions.thatDiffer(base, head, Set.of(RunConditions.Kind.MACHINE)), serverThatDiffers()));
        };
    }

    private Stream<String> serverThatDiffers() {
        String before = jvm(base.machine().server());
        String now = jvm(head.machine().server());
        return before.equals(now) ? Stream.empty() : Stream.of(RunConditions.difference("server's JVM", before, now));
    }

    /** Its feature version, which decides what is allocated, and its flags; updates of it do not matter. */
    private static String jvm(Manifest.Jvm jvm) {
        Matcher feature = FEATURE.matcher(jvm.version());
        String version = feature.lookingAt() ? feature.group() : jvm.version();
        return (version + " " + RunConditions.text(jvm)).strip();
    }

    private static String joined(Stream<String> differences) {
        return differences.collect(Collectors.joining(", "));
    }
}
