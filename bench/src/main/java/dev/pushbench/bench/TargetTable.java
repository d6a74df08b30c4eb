package dev.pushbench.bench;

import dev.pushbench.bench.result.CsvFile;
import dev.pushbench.bench.scale.Doubling;
import dev.pushbench.bench.scale.Target;
import dev.pushbench.bench.scale.Targets;
import dev.pushbench.bench.text.TextTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the harness was held to and what came of it, for a terminal, as CSV and for JSON. */
final class TargetTable {
    /** In the run's directory. */
    static final String FILE = "targets.csv";

    private static final List<String> TITLES = List.of("what", "target", "measured", "met", "remark");
    private static final List<Integer> USERS =
            Stream.concat(ScaleCourse.FEWER.stream(), Stream.of(Targets.MANY)).toList();

    private TargetTable() {}

    /** Two tables, without an end of line after the last. */
    static String of(Targets targets) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(TITLES);
        targets.all().forEach(target -> rows.add(row(target, TextTable.NOT_MEASURED)));
        List<List<String>> doublings = new ArrayList<>();
        doublings.add(List.of("users", "server CPU/broadcast", "until the last has it", "cost grows, by users"));
        targets.doubling(USERS).forEach(doubling -> doublings.add(row(doubling)));
        return String.join(
                System.lineSeparator(),
                TextTable.of(rows),
                "",
                "One broadcast over WebSocket, by users (1.00: twice the users cost twice as much):",
                TextTable.of(doublings));
    }

    /** The first table as CSV. */
    static String csv(Targets targets) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CsvFile.write(
                    bytes,
                    TITLES,
                    targets.all().stream().map(target -> row(target, "")).toList());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static List<Map<String, Object>> fields(Targets targets) {
        return targets.all().stream()
                .map(target -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("what", target.what());
                    fields.put("target", target.aim());
                    target.found().ifPresent(found -> fields.put("measured", found));
                    target.met().ifPresent(met -> fields.put("met", met));
                    fields.put("remark", target.remark());
                    return fields;
                })
                .toList();
    }

    private static List<String> row(Target target, String none) {
        return List.of(
                target.what(),
                target.aim(),
                target.found().orElse(none),
                target.met().map(met -> met ? "yes" : "NO").orElse(none),
                target.remark());
    }

    private static List<String> row(Doubling doubling) {
        return List.of(
                Integer.toString(doubling.users()),
                number(doubling.serverMicros().map(micros -> micros / 1e3), "%.1f ms"),
                number(doubling.wallMillis(), "%.1f ms"),
                number(doubling.costRatio(), "%.2f"));
    }

    private static String number(Optional<Double> value, String format) {
        return value.map(found -> String.format(Locale.ROOT, format, found)).orElse(TextTable.NOT_MEASURED);
    }
}
