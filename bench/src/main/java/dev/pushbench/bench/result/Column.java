package dev.pushbench.bench.result;

import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Latencies;
import dev.pushbench.client.measure.Second;
import dev.pushbench.client.measure.Traffic;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/**
 * A column of {@code summary.csv} and {@code trials.csv}.
 *
 * @param name with its unit; part of the contract with whoever reads the file
 * @param metric the name without its unit, of no other column
 * @param unit as in the name, {@value #COUNT} and {@value #SHARE} for what has none; empty for what is no figure that was measured
 * @param value a text or a number; empty where it was not measured, which is not zero
 */
record Column(String name, String metric, String unit, Function<Figures, Optional<Object>> value) {
    static final String COUNT = "count";
    static final String SHARE = "share";
    static final String MICROS = "us";
    static final String BYTES_PER_DELIVERY = "bytes_per_delivery";

    /** What is known without measuring. */
    static Column known(String name, Function<Figures, Object> value) {
        return new Column(name, name, "", value.andThen(Optional::of));
    }

    /** A figure whose name ends with its unit. */
    static Column figure(String metric, String unit, Function<Figures, Optional<Object>> value) {
        return new Column(metric + "_" + unit, metric, unit, value);
    }

    /** A figure that has no unit but itself. */
    static Column bare(String name, String unit, Function<Figures, Optional<Object>> value) {
        return new Column(name, name, unit, value);
    }

    static Column counted(String name, Function<LoadResult, Long> value) {
        return bare(name, COUNT, figures -> figures.load().map(value));
    }

    static Column micros(
            String metric, Function<Latencies, Histogram> histogram, Function<Histogram, OptionalLong> figure) {
        return figure(
                metric,
                MICROS,
                figures -> figures.load()
                        .map(LoadResult::latencies)
                        .map(histogram)
                        .map(figure)
                        .filter(OptionalLong::isPresent)
                        .map(nanos -> Rounding.micros(nanos.getAsLong())));
    }

    /** Of durations that share the causes of an event. */
    static Column microsOfEvents(
            String metric,
            Function<Latencies, Histogram> histogram,
            Percentile percentile,
            ToLongFunction<LoadResult> events) {
        return figure(
                metric,
                MICROS,
                figures -> figures.load()
                        .map(load -> percentile.of(histogram.apply(load.latencies()), events.applyAsLong(load)))
                        .filter(OptionalLong::isPresent)
                        .map(nanos -> Rounding.micros(nanos.getAsLong())));
    }

    /** Traffic of the windows by the deliveries that arrived in them. */
    static Function<Figures, Optional<Object>> perDelivery(ToLongFunction<Traffic> amount) {
        return perArrival(amounts -> amount.applyAsLong(amounts.traffic()));
    }

    /** What was counted in the windows by the deliveries that arrived in them. */
    static Function<Figures, Optional<Object>> perArrival(ToLongFunction<Second.Amounts> amount) {
        return ratio(
                load -> amount.applyAsLong(load.window().amounts()),
                load -> load.window().amounts().arrivals());
    }

    static Function<Figures, Optional<Object>> ratio(
            Function<LoadResult, Long> numerator, Function<LoadResult, Long> denominator) {
        return figures -> figures.load()
                .filter(load -> denominator.apply(load) > 0)
                .map(load -> Rounding.divided(numerator.apply(load), denominator.apply(load)));
    }

    static Function<Figures, Optional<Object>> ofServer(Function<ServerCost, Optional<Object>> value) {
        return figures -> figures.evidence().server().flatMap(value);
    }

    static Function<Figures, Optional<Object>> ofGenerator(Function<JvmLoad, Optional<Object>> value) {
        return figures -> figures.evidence().generator().flatMap(value);
    }

    /** The same column, empty in the rows of all other cells. */
    Column onlyFor(AppliesTo cells) {
        return new Column(
                name, metric, unit, figures -> cells.test(figures.cell()) ? value.apply(figures) : Optional.empty());
    }

    /** Whether it is a number that was measured, not what was asked for or said about it. */
    boolean isFigure() {
        return !unit.isEmpty();
    }

    /** The group of figures whose verdict it shares. */
    FigureGroup group() {
        return FigureGroup.ofColumn(name);
    }

    /** The value as it stands in a file: digits and a point in every locale, empty where there is none. */
    String text(Figures figures) {
        return value.apply(figures).map(Column::text).orElse("");
    }

    static String text(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }
}
