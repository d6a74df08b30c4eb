package dev.pushbench.bench.report;

import dev.pushbench.bench.report.chart.BarChart;
import dev.pushbench.bench.result.CellRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The classes of bytes that a delivery takes, in the order in which they are stacked. */
enum Bytes {
    PAYLOAD("#7d8590"),
    FRAMING("#8a63d2"),
    HEAD("#b8860b"),
    CONTROL("#0f9d9d"),
    TLS("#a0522d");

    private final String color;

    Bytes(String color) {
        this.color = color;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String column() {
        return word() + "_bytes_per_delivery";
    }

    static List<BarChart.Part> parts() {
        return Arrays.stream(values())
                .map(each -> new BarChart.Part(each.word(), each.color))
                .toList();
    }

    /** All of them together. */
    static OptionalDouble perDelivery(CellRecord cell) {
        return Figures.sum(cell, Arrays.stream(values()).map(Bytes::column).toList());
    }
}
