package dev.pushbench.bench.host;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What a JVM has used so far. All but the heap and the hiccups only rise: a phase costs the difference of two.
 *
 * @param uptimeNanos since the probe was started
 * @param processCpuNanos of all threads, the JVM's own included, the probe's left out
 * @param javaCpuNanos of the threads that run Java alone, the probe's left out: compilers and collectors do not count
 * @param allocatedBytes on the heap by all Java threads, the probe's left out
 * @param heapUsedBytes now, garbage included unless a collection went before
 * @param gcPauses since the JVM was started, those of the probe's own collections left out; empty where no collector tells them
 * @param hiccups since the figures before these
 */
public record JvmFigures(
        long uptimeNanos,
        long processCpuNanos,
        long javaCpuNanos,
        long allocatedBytes,
        long heapUsedBytes,
        Optional<GcPauses> gcPauses,
        Hiccups hiccups) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /**
     * Those of several JVMs as if they were one: sums, and of hiccups the worst.
     *
     * @param cores that they have at once; with fewer of them than JVMs these share them, and with more each has one. Their time is that of so
     *     many cores, so that CPU time by time is the share of what they could use
     */
    public static JvmFigures together(List<JvmFigures> all, int cores) {
        if (all.size() == 1) {
            return all.get(0);
        }
        return new JvmFigures(
                all.get(0).uptimeNanos * Math.max(1, Math.min(cores, all.size())),
                sum(all, JvmFigures::processCpuNanos),
                sum(all, JvmFigures::javaCpuNanos),
                sum(all, JvmFigures::allocatedBytes),
                sum(all, JvmFigures::heapUsedBytes),
                all.stream().allMatch(each -> each.gcPauses.isPresent())
                        ? all.stream()
                                .map(JvmFigures::gcPauses)
                                .flatMap(Optional::stream)
                                .reduce(GcPauses::plus)
                        : Optional.empty(),
                all.stream().map(JvmFigures::hiccups).reduce(new Hiccups(0, 0, 0, 0), Hiccups::worse));
    }

    private static long sum(List<JvmFigures> all, ToLongFunction<JvmFigures> figure) {
        return all.stream().mapToLong(figure).sum();
    }

    /** These, of a heap that held only so much. */
    JvmFigures withHeap(long usedBytes) {
        return new JvmFigures(uptimeNanos, processCpuNanos, javaCpuNanos, allocatedBytes, usedBytes, gcPauses, hiccups);
    }

    /** As one line of JSON, without its end, to be sent to another process. */
    public String toJsonLine() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException unmapped) {
            throw new IllegalStateException("cannot be written as JSON: " + this, unmapped);
        }
    }

    /**
     * The figures in what {@link #toJsonLine} wrote.
     *
     * @throws IllegalArgumentException where it is anything else
     */
    public static JvmFigures ofJsonLine(String line) {
        try {
            return JSON.readValue(line, JvmFigures.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException("not the figures of a JVM: " + line, unreadable);
        }
    }
}
