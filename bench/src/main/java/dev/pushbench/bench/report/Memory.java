package dev.pushbench.bench.report;

import dev.pushbench.bench.report.chart.BarChart;
import dev.pushbench.bench.result.CellRecord;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Where the memory is that a user takes on the server, in the order in which it is stacked. */
enum Memory {
    HEAP("heap", "server_heap_kib_per_user", "#8a63d2"),
    PROCESS("process outside the heap", "server_rss_kib_per_user", "#b8860b"),
    KERNEL("kernel", "server_kernel_kib_per_user", "#7d8590");

    private final String words;
    private final String column;
    private final String color;

    Memory(String words, String column, String color) {
        this.words = words;
        this.column = column;
        this.color = color;
    }

    String words() {
        return words;
    }

    static List<BarChart.Part> parts() {
        return Stream.of(values())
                .map(each -> new BarChart.Part(each.words, each.color))
                .toList();
    }

    /** As it was measured: with few users the noise of a JVM may be larger, and what it gave back show as less than nothing. */
    OptionalDouble kib(CellRecord cell) {
        return Figures.of(cell, column);
    }

    /** All parts; one below zero is noise, and counts as none. */
    static OptionalDouble kibPerUser(CellRecord cell) {
        return Arrays.stream(values())
                .map(each -> each.kib(cell))
                .filter(OptionalDouble::isPresent)
                .map(kib -> Math.max(0, kib.getAsDouble()))
                .reduce(Double::sum)
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }
}
