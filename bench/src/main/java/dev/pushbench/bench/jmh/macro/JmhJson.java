package dev.pushbench.bench.jmh.macro;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pushbench.bench.result.FigureGroup;
import dev.pushbench.bench.result.NotWrittenException;
import dev.pushbench.bench.result.RunDirectory;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Trial;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/** JMH's JSON of a run: the forks of a cell, which JMH ran one by one, as one benchmark's. */
final class JmhJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JmhJson() {}

    /**
     * One result for each cell: of the trials that count for any group, with the figures of the groups that they count for.
     *
     * @param counted those whose figures of that group count; where a cell has none, all of its trials do
     */
    static List<RunResult> merged(Map<Trial, RunResult> results, Map<FigureGroup, Set<Trial>> counted) {
        Map<Cell, List<Trial>> byCell = new LinkedHashMap<>();
        results.keySet()
                .forEach(trial -> byCell.computeIfAbsent(trial.cell(), cell -> new ArrayList<>())
                        .add(trial));
        List<RunResult> merged = new ArrayList<>();
        for (List<Trial> trials : byCell.values()) {
            List<Trial> counting = counting(trials, counted.getOrDefault(FigureGroup.EXACT, Set.of()));
            merged.add(merged(results.entrySet().stream()
                    .filter(result -> counting.contains(result.getKey()))
                    .map(result -> JmhGroups.of(result.getValue(), groups(result.getKey(), trials, counted)))
                    .toList()));
        }
        return merged;
    }

    /** What is exact of a trial is a result where anything of it is. */
    private static Set<FigureGroup> groups(Trial trial, List<Trial> ofCell, Map<FigureGroup, Set<Trial>> counted) {
        return EnumSet.copyOf(Stream.concat(
                        Stream.of(FigureGroup.EXACT),
                        Stream.of(FigureGroup.values())
                                .filter(group -> counting(ofCell, counted.getOrDefault(group, Set.of()))
                                        .contains(trial)))
                .toList());
    }

    private static List<Trial> counting(List<Trial> ofCell, Set<Trial> counted) {
        List<Trial> counting = ofCell.stream().filter(counted::contains).toList();
        return counting.isEmpty() ? ofCell : counting;
    }

    private static RunResult merged(List<RunResult> forks) {
        List<BenchmarkResult> all = forks.stream()
                .flatMap(fork -> fork.getBenchmarkResults().stream())
                .toList();
        return new RunResult(forks.get(0).getParams(), all);
    }

    static void write(Path file, List<RunResult> results) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
        }
        try {
            ArrayNode entries = (ArrayNode) JSON.readTree(bytes.toByteArray());
            for (int i = 0; i < results.size(); i++) {
                correct(
                        (ObjectNode) entries.get(i),
                        results.get(i).getBenchmarkResults().size());
            }
            RunDirectory.replace(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(entries));
        } catch (IOException notWritten) {
            throw new NotWrittenException(file, notWritten);
        }
    }

    /** JMH knows of one fork at a time, and of flags that only connected that fork to us. */
    private static void correct(ObjectNode entry, int forks) {
        entry.put("forks", forks);
        ArrayNode flags = (ArrayNode) entry.path("jvmArgs");
        for (int i = flags.size() - 1; i >= 0; i--) {
            if (MacroOptions.isOfOneFork(flags.get(i).asText())) {
                flags.remove(i);
            }
        }
    }
}
