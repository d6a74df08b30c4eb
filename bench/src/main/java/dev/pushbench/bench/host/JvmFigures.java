package dev.pushbench.bench.host;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.Optional;

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
