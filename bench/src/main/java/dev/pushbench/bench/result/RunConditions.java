package dev.pushbench.bench.result;

import dev.pushbench.bench.host.HostFacts;
import dev.pushbench.bench.input.UsageError;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What shapes the figures of a run beside what is measured. */
public final class RunConditions {
    /** What a condition is one of. A closed set. */
    public enum Kind {
        /** What was asked for: the suite, whose server, and whose API it pushes through. */
        SUBJECT,
        /** What was done to the server so that it is noticed. */
        HANDICAP,
        /** Processor, cores, kernel and pinning. */
        MACHINE,
        /** The JVMs of server and generator, with their flags. */
        JVM
    }

    private RunConditions() {}

    /** What two runs do not have in common, each with both values. */
    public static Stream<String> thatDiffer(Manifest base, Manifest other) {
        return thatDiffer(base, other, EnumSet.allOf(Kind.class));
    }

    /** The same, of some kinds. */
    public static Stream<String> thatDiffer(Manifest base, Manifest other, Set<Kind> kinds) {
        return EnumSet.copyOf(kinds).stream()
                .flatMap(kind -> thatDiffer(conditions(kind, base), conditions(kind, other)));
    }

    private static Stream<String> thatDiffer(Map<String, String> mine, Map<String, String> others) {
        return mine.entrySet().stream()
                .filter(each -> others.containsKey(each.getKey())) // an earlier build did not record all of them
                .filter(each -> !each.getValue().equals(others.get(each.getKey())))
                .map(each -> difference(each.getKey(), each.getValue(), others.getOrDefault(each.getKey(), "")));
    }

    /** A difference, for messages. */
    public static String difference(String name, String base, String other) {
        return name + " " + UsageError.shown(base) + " against " + UsageError.shown(other);
    }

    private static Map<String, String> conditions(Kind kind, Manifest manifest) {
        Manifest.Machine machine = manifest.machine();
        HostFacts host = machine.host();
        Map<String, String> conditions = new LinkedHashMap<>();
        switch (kind) {
            case SUBJECT -> {
                conditions.put("suite", manifest.suite());
                conditions.put("target", machine.target().orElse("none"));
                conditions.put("variant", machine.variant().orElse("none"));
            }
            case HANDICAP -> conditions.put("handicap", machine.handicap().orElse("none"));
            case MACHINE -> {
                conditions.put("CPU", host.cpuModel().orElse("unknown"));
                conditions.put("cores", Integer.toString(host.processors()));
                conditions.put("kernel", host.os() + " " + host.kernel());
                host.container().ifPresent(limits -> conditions.put("container", limits.toString()));
                conditions.put("pinning", machine.pinning());
                conditions.put(
                        "processes", machine.processes().map(Object::toString).orElse("as few as it takes"));
            }
            case JVM -> {
                conditions.put("server's JVM", jvm(machine.server()));
                conditions.put("generator's JVM", jvm(machine.generator()));
            }
        }
        return conditions;
    }

    private static String jvm(Manifest.Jvm jvm) {
        return (jvm.version() + " " + text(jvm)).strip();
    }

    /** Flags and environment that shape a JVM, in one line. */
    public static String text(Manifest.Jvm jvm) {
        return Stream.concat(jvm.allFlags().stream(), jvm.environment().stream())
                .collect(Collectors.joining(" "));
    }
}
