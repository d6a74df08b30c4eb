package dev.pushbench.bench.claim;

import java.util.List;

/**
 * What has to be measured for a claim.
 *
 * @param words what is done, in a sentence
 * @param parts whose cells are measured; none where a direct trial says it all
 * @param columns of the summary that each of these cells must have
 * @param checks names of what direct trials must have looked at
 */
record Experiment(String words, List<Part> parts, List<String> columns, List<String> checks) {
    Experiment {
        parts = List.copyOf(parts);
        columns = List.copyOf(columns);
        checks = List.copyOf(checks);
    }

    static Experiment of(String words, List<String> columns, Part... parts) {
        return new Experiment(words, List.of(parts), columns, List.of());
    }
}
