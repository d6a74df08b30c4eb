package dev.pushbench.bench;

import dev.pushbench.bench.floor.KernelFloorResult;
import dev.pushbench.bench.text.TextTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the kernel takes by itself, for a terminal and for JSON. */
final class KernelFloorTable {
    private static final String TITLE = "What the kernel takes of it by itself, without a protocol:";
    private static final List<String> HEADER = List.of(
            "users",
            "rate",
            "event_bytes",
            "messages",
            "writer CPU/message",
            "reader CPU/message",
            "until the last has it");

    private KernelFloorTable() {}

    /** Title and table, without an end of line after the last. */
    static String of(List<KernelFloorResult> results) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        results.forEach(result -> rows.add(List.of(
                Integer.toString(result.plan().users()),
                TrialColumn.plain(result.plan().publishing().eventsPerSecond()).toPlainString(),
                Integer.toString(result.plan().publishing().eventBytes()),
                Long.toString(result.messages()),
                micros(result.writerNanosPerMessage()) + " us",
                micros(result.readerNanosPerMessage()) + " us",
                millis(result) + " ms")));
        return TITLE + System.lineSeparator() + TextTable.of(rows);
    }

    /** A map each, from name to number. */
    static List<Map<String, Object>> rows(List<KernelFloorResult> results) {
        return results.stream().map(KernelFloorTable::map).toList();
    }

    private static Map<String, Object> map(KernelFloorResult result) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("users", result.plan().users());
        row.put("rate_per_s", BigDecimal.valueOf(result.plan().publishing().eventsPerSecond()));
        row.put("event_bytes", result.plan().publishing().eventBytes());
        row.put("messages", result.messages());
        row.put("writer_cpu_us_per_message", micros(result.writerNanosPerMessage()));
        row.put("reader_cpu_us_per_message", micros(result.readerNanosPerMessage()));
        row.put("wall_p50_ms", millis(result));
        return row;
    }

    private static BigDecimal micros(double nanos) {
        return BigDecimal.valueOf(nanos / 1e3).setScale(2, RoundingMode.HALF_UP);
    }

    private static BigDecimal millis(KernelFloorResult result) {
        return BigDecimal.valueOf(result.medianWallNanos() / 1e6).setScale(2, RoundingMode.HALF_UP);
    }
}
