package dev.pushbench.bench;

import dev.pushbench.bench.capacity.Finding.Outcome;
import dev.pushbench.bench.input.DurationText;
import dev.pushbench.bench.result.Knee;
import dev.pushbench.bench.result.Row;
import dev.pushbench.bench.text.TextTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What searches found, for a terminal: a row for each, then why each found no more. */
final class KneeTable {
    private static final List<String> TITLES =
            List.of("users", "rate", "deliveries/s", "per server core", "per IO thread", "p99", "answer", "missed at");

    private KneeTable() {}

    /** Lines without an end of line after the last. */
    static String of(List<Row> knees) {
        boolean isTechniqueEnough =
                knees.stream().map(Row::technique).distinct().count() == knees.size();
        String name = isTechniqueEnough ? "technique" : "cell";
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(name, TITLES));
        knees.forEach(knee -> rows.add(row(
                knee.text(name),
                List.of(
                        text(knee, "users"),
                        text(knee, "rate_per_s"),
                        count(knee, "deliveries_per_s"),
                        count(knee, "deliveries_per_s_per_server_core"),
                        count(knee, "deliveries_per_s_per_io_thread"),
                        knee.number("latency_p99_us")
                                .map(micros -> DurationText.measured(
                                        micros.movePointRight(3).longValue()))
                                .orElse(TextTable.NOT_MEASURED),
                        answer(knee),
                        text(knee, "missed_at")))));
        StringBuilder lines = new StringBuilder(TextTable.of(rows));
        lines.append(System.lineSeparator());
        knees.forEach(knee -> lines.append(System.lineSeparator())
                .append(knee.text(name))
                .append(": ")
                .append(why(knee)));
        return lines.toString();
    }

    /** The same for JSON: what was not found is left out. */
    static List<Map<String, Object>> fields(List<Knee> knees) {
        return knees.stream()
                .map(knee -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    knee.fields().forEach((title, value) -> value.ifPresent(found -> fields.put(title, found)));
                    return fields;
                })
                .toList();
    }

    private static String why(Row knee) {
        boolean isOfTheMissed = knee.text("outcome").equals(Outcome.KNEE.words())
                || knee.text("outcome").equals(Outcome.BELOW.words());
        return (isOfTheMissed ? "missed at " + knee.text("missed_at") + ": " : "") + knee.text("why");
    }

    private static String answer(Row knee) {
        boolean isFigure = !knee.text("deliveries_per_s").isEmpty();
        String confirmed = knee.text("confirmed").equals("true") ? ", confirmed" : ", not confirmed";
        return knee.text("outcome") + (isFigure ? confirmed : "");
    }

    private static List<String> row(String name, List<String> rest) {
        List<String> row = new ArrayList<>(List.of(name));
        row.addAll(rest);
        return row;
    }

    private static String text(Row knee, String column) {
        return Optional.of(knee.text(column)).filter(text -> !text.isEmpty()).orElse(TextTable.NOT_MEASURED);
    }

    private static String count(Row knee, String column) {
        return knee.number(column).map(KneeTable::grouped).orElse(TextTable.NOT_MEASURED);
    }

    private static String grouped(BigDecimal number) {
        return String.format(
                Locale.ROOT, "%,d", number.setScale(0, RoundingMode.HALF_UP).toBigInteger());
    }
}
