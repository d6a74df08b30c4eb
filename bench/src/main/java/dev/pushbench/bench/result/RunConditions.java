package dev.pushbench.bench;

import dev.pushbench.bench.host.HostFacts;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.result.Manifest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What shapes the figures of a run beside what is measured. */
final class RunConditions {
    private RunConditions() {}

    /** What two runs do not have in common, each with both values. */
    static Stream<String> thatDiffer(Manifest base, Manifest other) {
        Map<String, String> others = of(other);
        return of(base).entrySet().stream()
                .filter(mine -> !mine.getValue().equals(others.get(mine.getKey())))
                .map(mine -> difference(mine.getKey(), mine.getValue(), others.getOrDefault(mine.getKey(), "")));
    }

    static String difference(String name, String base, String other) {
        return name + " " + UsageError.shown(base) + " against " + UsageError.shown(other);
    }

    private static Map<String, String> of(Manifest manifest) {
        HostFacts host = manifest.machine().host();
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("suite", manifest.suite());
        conditions.put("CPU", host.cpuModel().orElse("unknown"));
        conditions.put("cores", Integer.toString(host.processors()));
        conditions.put("kernel", host.os() + " " + host.kernel());
        conditions.put("pinning", manifest.machine().pinning());
        conditions.put("target", manifest.machine().target().orElse("none"));
        conditions.put("server's JVM", jvm(manifest.machine().server()));
        conditions.put("generator's JVM", jvm(manifest.machine().generator()));
        return conditions;
    }

    private static String jvm(Manifest.Jvm jvm) {
        return (jvm.version() + " " + String.join(" ", jvm.flags())).strip();
    }
}
