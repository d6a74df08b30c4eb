package dev.pushbench.bench.ab;

import dev.pushbench.bench.gate.PairedTrial;
import dev.pushbench.bench.result.CsvFile;
import dev.pushbench.bench.result.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code pairs.csv}: every trial that was judged, as its build's own {@code trials.csv} has it, with its series, pair and side. */
public final class PairsCsv {
    private static final List<String> FIRST = List.of("series", "pair", "side");

    private PairsCsv() {}

    /** Writes it. Closes {@code out}. */
    public static void write(OutputStream out, List<Map<String, List<PairedTrial>>> series) throws IOException {
        Set<String> columns = new LinkedHashSet<>();
        series.forEach(cells -> cells.values()
                .forEach(pairs -> pairs.forEach(pair -> {
                    columns.addAll(pair.base().texts().keySet());
                    columns.addAll(pair.head().texts().keySet());
                })));
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            for (List<PairedTrial> pairs : series.get(i).values()) {
                for (int pair = 0; pair < pairs.size(); pair++) {
                    rows.add(row(i, pair, Side.BASE, pairs.get(pair).base(), columns));
                    rows.add(row(i, pair, Side.HEAD, pairs.get(pair).head(), columns));
                }
            }
        }
        List<String> titles = new ArrayList<>(FIRST);
        titles.addAll(columns);
        CsvFile.write(out, titles, rows);
    }

    private static List<String> row(int series, int pair, Side side, Row trial, Set<String> columns) {
        List<String> texts =
                new ArrayList<>(List.of(Integer.toString(series + 1), Integer.toString(pair + 1), side.id()));
        columns.forEach(column -> texts.add(trial.text(column)));
        return texts;
    }
}
