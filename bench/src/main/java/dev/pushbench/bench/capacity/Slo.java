package dev.pushbench.bench.capacity;

import dev.pushbench.bench.input.DurationText;
import dev.pushbench.bench.input.UsageError;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * A service level: what users must get for a step to be met, like {@code p99<=250ms, missing=0}.
 *
 * @param latency the longest that each figure of latency may be
 * @param leastDelivered the share of the expected deliveries that has to arrive; 1 where nothing is said of it, or {@code missing=0} is
 * @param text as it was given, without needless spaces
 */
public record Slo(Map<Quantile, Duration> latency, double leastDelivered, String text) {
    /** What may be said. */
    public static final String FORM =
            "p50, p90, p99, p99.9 or max <= a time, like p99<=250ms; missing=0 or delivered>= a share, like"
                    + " delivered>=99.9%; each at most once, separated by commas";

    private static final long MIN_EVENTS = 3;

    private static final Pattern LATENCY = Pattern.compile("([a-z0-9.]+)\\s*<=\\s*(\\S+)");
    private static final Pattern DELIVERED = Pattern.compile("delivered\\s*>=\\s*(\\d{1,3}(?:\\.\\d{1,9})?)\\s*%");
    private static final Pattern MISSING = Pattern.compile("missing\\s*=\\s*0");

    public Slo {
        latency = Map.copyOf(latency);
    }

    /**
     * What was written.
     *
     * @param where it stands, for messages
     * @throws UsageError where it is no service level
     */
    public static Slo parse(String where, String text) {
        Map<Quantile, Duration> latency = new EnumMap<>(Quantile.class);
        Optional<Double> delivered = Optional.empty();
        List<String> conditions = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String condition = part.strip();
            Matcher limit = LATENCY.matcher(condition);
            Matcher share = DELIVERED.matcher(condition);
            boolean isTwice = false;
            if (MISSING.matcher(condition).matches()) {
                isTwice = delivered.isPresent();
                delivered = Optional.of(1.0);
            } else if (share.matches()) {
                isTwice = delivered.isPresent();
                delivered = Optional.of(share(where, condition, share.group(1)));
            } else if (limit.matches()) {
                Quantile quantile = Quantile.withId(limit.group(1))
                        .orElseThrow(() -> new UsageError(where, "no such figure", condition, FORM));
                isTwice = latency.put(quantile, time(where, condition, limit.group(2))) != null;
            } else {
                throw new UsageError(where, "not a condition", condition, FORM);
            }
            if (isTwice) {
                throw new UsageError(where, "said twice", text, FORM);
            }
            conditions.add(condition.replaceAll("\\s+", ""));
        }
        return new Slo(latency, delivered.orElse(1.0), String.join(", ", conditions));
    }

    private static double share(String where, String condition, String percent) {
        double share = new BigDecimal(percent).movePointLeft(2).doubleValue();
        if (share <= 0 || share > 1) {
            throw new UsageError(where, "not a share", condition, "above 0% to 100%, like delivered>=99.9%");
        }
        return share;
    }

    private static Duration time(String where, String condition, String text) {
        return DurationText.parse(text)
                .filter(time -> !time.isZero() && !time.isNegative())
                .orElseThrow(
                        () -> new UsageError(where, "not a time above 0", condition, "p99<= " + DurationText.FORM));
    }

    /** How many deliveries a step must have for its figures to be more than luck. */
    public long leastDeliveries() {
        return latency.keySet().stream()
                .mapToLong(Quantile::leastDeliveries)
                .max()
                .orElse(1);
    }

    /** How many events a step must have for the same, and for a backlog to be seen in thirds of its window. */
    public long minEvents() {
        return latency.keySet().stream().mapToLong(Quantile::minEvents).reduce(MIN_EVENTS, Math::max);
    }

    /** Whether deliveries may be missing. */
    boolean allowsLoss() {
        return leastDelivered < 1;
    }

    /** What is missed of it, each in words. */
    List<String> missed(Observed seen) {
        List<String> missed = new ArrayList<>();
        if (seen.lost() > 0 && seen.delivered() < leastDelivered * seen.expected()) {
            missed.add(
                    allowsLoss()
                            ? seen.lost() + " of " + seen.expected() + " deliveries missing, "
                                    + Ladder.percent(leastDelivered) + " have to arrive"
                            : seen.lost() + " deliveries missing");
        }
        Histogram latencies = seen.latencyOfAllExpected();
        for (Quantile quantile : Quantile.values()) {
            Duration most = latency.get(quantile);
            if (most != null && quantile.nanos(latencies) > most.toNanos()) {
                missed.add(missed(quantile, quantile.nanos(latencies), most));
            }
        }
        return missed;
    }

    private static String missed(Quantile quantile, long nanos, Duration most) {
        return nanos >= Observed.NEVER_NANOS
                ? quantile.id() + " is of deliveries that never came"
                : quantile.id() + " " + DurationText.measured(nanos) + " is above " + DurationText.text(most);
    }
}
