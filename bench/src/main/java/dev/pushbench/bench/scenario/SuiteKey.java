package dev.pushbench.bench.scenario;

import dev.pushbench.bench.input.Nearest;
import dev.pushbench.bench.input.UsageError;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A key of a suite, in the order of its file. Published for editors as {@code docs/suite.schema.json}. */
public enum SuiteKey {
    SUITE(false, Type.TEXT),
    DESCRIPTION(false, Type.TEXT),
    SEED(false, Type.WHOLE),
    TECHNIQUES(true, Type.TEXT),
    USERS(true, Type.WHOLE),
    RATE(true, Type.NUMBER),
    EVENT_BYTES(true, Type.WHOLE),
    POLL_INTERVAL(true, Type.TEXT),
    LONG_POLL_WAIT(true, Type.TEXT),
    HEADERS(true, Type.TEXT),
    KEEP_ALIVE(true, Type.TRUTH),
    WARMUP(false, Type.TEXT),
    WARMUP_WINDOWS(false, Type.WHOLE),
    WINDOW(false, Type.TEXT),
    WINDOWS(false, Type.WHOLE),
    IDLE(false, Type.TEXT),
    FORKS(false, Type.WHOLE),
    SEARCH(false, Type.TEXT),
    SEARCH_FACTOR(false, Type.NUMBER),
    SEARCH_MOST(false, Type.NUMBER),
    SEARCH_RESOLUTION(false, Type.TEXT),
    SLO(false, Type.TEXT),
    SCENARIO(true, Type.TEXT),
    USERS_PER_ROOM(true, Type.WHOLE),
    ARRIVALS(true, Type.TEXT),
    BURST(true, Type.WHOLE),
    FRAMES(true, Type.TEXT),
    SUBPROTOCOL(true, Type.TEXT),
    POLL_PHASES(true, Type.TEXT),
    PAIR_GAP(true, Type.TEXT),
    CHURN(true, Type.NUMBER),
    SLOW_READERS(true, Type.TEXT),
    SLOW_READ(true, Type.WHOLE),
    LINK(true, Type.TEXT),
    TLS(true, Type.TEXT),
    TLS_RESUMPTION(true, Type.TRUTH),
    HEARTBEAT(true, Type.TEXT),
    COALESCE(true, Type.TEXT);

    /** What says how a search goes, and means nothing without one. */
    public static final Set<SuiteKey> OF_A_SEARCH =
            Collections.unmodifiableSet(EnumSet.of(SEARCH_FACTOR, SEARCH_MOST, SEARCH_RESOLUTION, SLO));

    /** What came after the first release: told only where it is not as in the default suite, so that older builds can read the rest. */
    static final Set<SuiteKey> LATER = Collections.unmodifiableSet(EnumSet.range(SCENARIO, COALESCE));

    /** What a value is written as where types are written. */
    enum Type {
        TEXT,
        WHOLE,
        NUMBER,
        TRUTH
    }

    private final boolean isDimension;
    private final Type type;

    SuiteKey(boolean isDimension, Type type) {
        this.isDimension = isDimension;
        this.type = type;
    }

    /** As it stands in a file. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The option of {@code run} that means the same; the suite's name and description have none. */
    public String option() {
        return "--" + id().replace('_', '-');
    }

    /** Whether it takes several values, each of which makes cells of its own. */
    public boolean isDimension() {
        return isDimension;
    }

    Type type() {
        return type;
    }

    /** @throws UsageError that names the nearest key, where there is none of that name */
    public static SuiteKey withId(String where, String id) {
        return Arrays.stream(values())
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() -> unknown(where, id));
    }

    private static UsageError unknown(String where, String id) {
        List<String> ids = Stream.of(values()).map(SuiteKey::id).toList();
        Optional<String> nearest = Nearest.to(id, ids);
        return new UsageError(
                where,
                nearest.map(near -> "unknown, nearest: " + near)
                        .orElseGet(() -> "unknown, allowed: " + String.join(", ", ids)));
    }
}
