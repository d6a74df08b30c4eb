package dev.pushbench.bench.alternatives;

import dev.pushbench.bench.compare.Sample;
import dev.pushbench.bench.result.CsvFile;
import dev.pushbench.bench.text.TextTable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What came of all trials, in the order in which they were made, and how it is told. */
final class Outcomes {
    private final List<Outcome> all = new ArrayList<>();

    void add(Outcome outcome) {
        all.add(outcome);
    }

    /** The generator's side of these subjects, a line each, with medians of all turns. */
    String generatorTable(Collection<Subject> subjects) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "engine",
                "users",
                "CPU/delivery",
                "to ours",
                "whole process",
                "allocated/delivery",
                "heap/user",
                "RSS/user",
                "threads"));
        for (Subject subject : subjects) {
            rows.add(List.of(
                    subject.engine().toString(),
                    Integer.toString(subject.users()),
                    micros(median(subject, outcome -> outcome.generator().cpuMicros())),
                    times(ratio(subject, outcome -> outcome.generator().cpuMicros())),
                    micros(median(subject, outcome -> outcome.generator().processCpuMicros())),
                    bytes(median(subject, outcome -> outcome.generator().allocatedBytes())),
                    kilobytes(median(subject, outcome -> outcome.generator().heapKilobytes())),
                    kilobytes(median(subject, outcome -> outcome.generator().rssKilobytes())),
                    whole(median(subject, outcome -> outcome.generator().threads()))));
        }
        return TextTable.of(rows);
    }

    /** The server's side of these subjects, likewise. */
    String serverTable(Collection<Subject> subjects) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "technique",
                "API",
                "users",
                "CPU/delivery",
                "to ours",
                "whole process",
                "allocated/delivery",
                "bytes/delivery",
                "heap/user",
                "RSS/user"));
        for (Subject subject : subjects) {
            rows.add(List.of(
                    subject.engine().technique().toString(),
                    subject.api().toString(),
                    Integer.toString(subject.users()),
                    micros(median(subject, outcome -> outcome.server().cpuMicros())),
                    times(ratio(subject, outcome -> outcome.server().cpuMicros())),
                    micros(median(subject, outcome -> outcome.server().processCpuMicros())),
                    bytes(median(subject, outcome -> outcome.server().allocatedBytes())),
                    bytes(median(subject, Outcome::bytesOut)),
                    kilobytes(median(subject, outcome -> outcome.server().heapKilobytes())),
                    kilobytes(median(subject, outcome -> outcome.server().rssKilobytes()))));
        }
        return TextTable.of(rows);
    }

    /** Every trial, a row each. Closes {@code out}. */
    void write(OutputStream out) throws IOException {
        List<String> titles =
                new ArrayList<>(List.of("turn", "engine", "technique", "server_api", "users", "deliveries"));
        for (String side : List.of("generator", "server")) {
            Cost.Column.all()
                    .forEach(column -> titles.add(side + "_" + column.name().toLowerCase(Locale.ROOT)));
        }
        titles.add("server_bytes_out_per_delivery");
        CsvFile.write(out, titles, all.stream().map(Outcomes::row).toList());
    }

    private static List<String> row(Outcome outcome) {
        Subject subject = outcome.subject();
        List<String> row = new ArrayList<>(List.of(
                Integer.toString(outcome.turn()),
                subject.engine().toString(),
                subject.engine().technique().toString(),
                subject.api().toString(),
                Integer.toString(subject.users()),
                Long.toString(outcome.deliveries())));
        for (Cost cost : List.of(outcome.generator(), outcome.server())) {
            Cost.Column.all().forEach(column -> row.add(decimal("%.4f", column.of(cost))));
        }
        row.add(decimal("%.4f", outcome.bytesOut()));
        return row;
    }

    private double median(Subject subject, Function<Outcome, Double> figure) {
        return Sample.of(of(subject).values().stream().map(figure).toList())
                .orElseThrow()
                .median();
    }

    /** The median of what each turn's figure is to that of ours in the same turn. */
    private double ratio(Subject subject, Function<Outcome, Double> figure) {
        Map<Integer, Outcome> own = of(subject.own());
        return Sample.of(of(subject).values().stream()
                        .map(outcome -> figure.apply(outcome) / figure.apply(own.getOrDefault(outcome.turn(), outcome)))
                        .toList())
                .orElseThrow()
                .median();
    }

    private Map<Integer, Outcome> of(Subject subject) {
        return all.stream()
                .filter(outcome -> outcome.subject().equals(subject))
                .collect(Collectors.toMap(Outcome::turn, outcome -> outcome));
    }

    private static String micros(double figure) {
        return decimal("%.2f us", figure);
    }

    private static String times(double figure) {
        return decimal("%.2f x", figure);
    }

    private static String bytes(double figure) {
        return decimal("%.1f B", figure);
    }

    private static String kilobytes(double figure) {
        return decimal("%.1f KB", figure);
    }

    private static String whole(double figure) {
        return decimal("%.0f", figure);
    }

    private static String decimal(String form, double figure) {
        return String.format(Locale.ROOT, form, figure);
    }
}
