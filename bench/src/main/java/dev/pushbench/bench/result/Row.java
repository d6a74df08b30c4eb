package dev.pushbench.bench.result;

import dev.pushbench.protocol.Technique;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A row of {@code summary.csv} or {@code trials.csv}: texts by the name of their column.
 *
 * @param texts as they stand in the file; the empty text for what was not measured
 */
public record Row(Map<String, String> texts) {
    public Row {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    /** The name of the cell, the same in every run of it. */
    public String cell() {
        return text("cell");
    }

    /** @throws IllegalArgumentException where the row names none that is known */
    public Technique technique() {
        return Arrays.stream(Technique.values())
                .filter(each -> each.id().equals(text("technique")))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a technique: " + text("technique")));
    }

    public int users() {
        return number("users").map(BigDecimal::intValueExact).orElse(0);
    }

    public double eventsPerSecond() {
        return number("rate_per_s").map(BigDecimal::doubleValue).orElse(0.0);
    }

    /** {@code VALID}, {@code NOISY} or {@code INVALID}: the verdict on all groups of figures together. */
    public String validity() {
        return text("validity");
    }

    /**
     * The verdict on that group. A row of a build that had one verdict for all: what was noisy in it was never what is counted.
     *
     * @throws IllegalArgumentException where the row has none that is known
     */
    public Grade grade(FigureGroup group) {
        String own = text(group.column());
        Grade grade = Grade.valueOf(own.isEmpty() ? validity() : own);
        boolean isExactOfAll = own.isEmpty() && group == FigureGroup.EXACT;
        return isExactOfAll && grade == Grade.NOISY ? Grade.VALID : grade;
    }

    /** Whether the figures of that group may be used. */
    public boolean isUsable(FigureGroup group) {
        return grade(group).isUsable();
    }

    /** Whether the figure in that column may be used. */
    public boolean isUsable(String column) {
        return isUsable(FigureGroup.ofColumn(column));
    }

    /** Whether any of its figures may be used. */
    public boolean isResult() {
        return isUsable(FigureGroup.EXACT);
    }

    /** The text in that column; empty where it has none. */
    public String text(String column) {
        return texts.getOrDefault(column, "");
    }

    /**
     * The number in that column; empty where nothing was measured.
     *
     * @throws NumberFormatException where it is no number
     */
    public Optional<BigDecimal> number(String column) {
        return Optional.of(text(column)).filter(text -> !text.isEmpty()).map(BigDecimal::new);
    }
}
