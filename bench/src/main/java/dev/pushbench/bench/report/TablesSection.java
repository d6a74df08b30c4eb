package dev.pushbench.bench.report;

import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** All columns of the summary, as they stand in the file, in groups. */
final class TablesSection {
    private static final int MOST_CELLS_ACROSS = 12;

    /** The first that finds something in the column's name has it. */
    private static final Map<String, Pattern> GROUPS = groups();

    private TablesSection() {}

    static Section of(Cells cells) {
        List<String> columns = cells.all().stream()
                .flatMap(cell -> cell.row().texts().keySet().stream())
                .distinct()
                .toList();
        List<Figure> figures = new ArrayList<>();
        GROUPS.forEach((name, pattern) -> {
            List<String> group = columns.stream()
                    .filter(column -> groupOf(column).equals(name))
                    .toList();
            if (!group.isEmpty()) {
                figures.add(
                        Figure.of(table(cells.all(), name, group)).folded(name + " (" + group.size() + " columns)"));
            }
        });
        return new Section(
                "tables",
                "All figures",
                List.of(
                        "As they stand in summary.csv; an empty field was not measured. docs/method.md explains each column."),
                List.of(),
                figures);
    }

    static String groupOf(String column) {
        return GROUPS.entrySet().stream()
                .filter(group -> group.getValue().matcher(column).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static Table table(List<CellRecord> cells, String name, List<String> columns) {
        List<String> header = new ArrayList<>(List.of("cell"));
        columns.stream().filter(column -> !column.equals("cell")).forEach(header::add);
        List<List<String>> rows = new ArrayList<>();
        for (CellRecord cell : cells) {
            Row row = cell.row();
            rows.add(header.stream().map(row::text).toList());
        }
        Table table = new Table(name, header, rows);
        return cells.size() <= MOST_CELLS_ACROSS && header.size() > rows.size() ? table.turned() : table;
    }

    private static Map<String, Pattern> groups() {
        Map<String, Pattern> groups = new LinkedHashMap<>();
        groups.put(
                "Latency and time",
                Pattern.compile("^(latency|service|publish_delay|rearm|connect_p|tls_handshake_p)"));
        groups.put(
                "Bytes",
                Pattern.compile(
                        "^(payload|framing|head_|control|tls_bytes|tls_handshake_bytes|handshake|overhead|modelled|idle_bytes)"));
        groups.put(
                "Deliveries",
                Pattern.compile(
                        "^(expected|delivered|missing|duplicate|out_of_order|gap_notices|altered|unpublished|due_rewritten)"));
        groups.put(
                "Requests and connections",
                Pattern.compile(
                        "^(requests|empty_answer|connections|reconnect_|server_connections|tls_handshakes|tls_resumed)"));
        groups.put("Server", Pattern.compile("^server_"));
        groups.put("Load generator", Pattern.compile("^generator_"));
        groups.put("What was measured, and whether it is valid", Pattern.compile(""));
        return groups;
    }
}
