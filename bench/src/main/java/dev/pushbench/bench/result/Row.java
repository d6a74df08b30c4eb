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

    /** {@code VALID}, {@code SUSPECT} or {@code INVALID}. */
    public String validity() {
        return text("validity");
    }

    /** Whether its figures may be used. */
    public boolean isResult() {
        return !validity().equals(Validity.Grade.INVALID.name());
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
