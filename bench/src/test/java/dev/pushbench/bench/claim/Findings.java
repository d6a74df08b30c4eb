package dev.pushbench.bench.claim;

import dev.pushbench.bench.compare.Sample;
import dev.pushbench.bench.result.Row;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measurements as they might have come, for rules. */
final class Findings {
    private final Map<String, List<Seen>> parts = new LinkedHashMap<>();
    private final Map<String, Boolean> checks = new LinkedHashMap<>();

    /**
     * A cell: {@code polling users=200 rate_per_s=1 | latency_p50_us=250000}; what has several trials is told with slashes.
     *
     * @param cells of that part, each such a line
     */
    Findings part(String name, String... cells) {
        parts.put(name, Arrays.stream(cells).map(Findings::seen).toList());
        return this;
    }

    Findings check(String name, boolean isSo) {
        checks.put(name, isSo);
        return this;
    }

    Measured measured() {
        return new Measured(parts, checks);
    }

    private static Seen seen(String cell) {
        String[] sides = cell.split("\\|", -1);
        String[] words = sides[0].strip().split(" +", -1);
        Map<String, String> setting = new LinkedHashMap<>();
        setting.put("cell", sides[0].strip());
        setting.put("technique", words[0]);
        setting.put("users", "200");
        setting.put("rate_per_s", "1");
        setting.put("poll_interval_ms", "500");
        setting.put("headers", "minimal");
        setting.put("keep_alive", "true");
        setting.put("window_ms", "3000");
        setting.put("windows", "1");
        setting.put("warmup_ms", "1000");
        setting.put("warmup_windows", "1");
        Arrays.stream(words).skip(1).map(word -> word.split("=", 2)).forEach(pair -> setting.put(pair[0], pair[1]));
        Map<String, Sample> figures = new LinkedHashMap<>();
        Arrays.stream(sides[1].strip().split(" +", -1))
                .map(word -> word.split("=", 2))
                .forEach(pair -> figures.put(
                        pair[0],
                        new Sample(Arrays.stream(pair[1].split("/", -1))
                                .map(Double::valueOf)
                                .toList())));
        return new Seen(new Row(setting), figures);
    }
}
