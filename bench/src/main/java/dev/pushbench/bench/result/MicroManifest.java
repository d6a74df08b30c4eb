package dev.pushbench.bench.result;

import dev.pushbench.bench.host.HostFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is needed to judge a run of micro benchmarks, and to repeat it. Fewer things than a {@link Manifest}: there is no server and
 * no load.
 *
 * @param complete whether every benchmark that was asked for has its figure
 * @param failureReason why not, where it is not complete
 * @param suite always that of micro benchmarks
 * @param quick whether it was measured too short for its figures to mean anything
 * @param end instant, UTC
 * @param fork the JVM that the benchmarks ran in
 * @param benchmarks that were asked for
 */
public record MicroManifest(
        int schemaVersion,
        boolean complete,
        Optional<String> failureReason,
        String suite,
        boolean quick,
        Manifest.Build build,
        Manifest.Start start,
        String end,
        HostFacts host,
        Manifest.Jvm fork,
        Map<String, String> libraries,
        List<String> benchmarks) {
    public MicroManifest {
        libraries = Map.copyOf(libraries);
        benchmarks = List.copyOf(benchmarks);
    }
}
