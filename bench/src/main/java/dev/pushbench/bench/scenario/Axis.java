package dev.pushbench.bench.scenario;

import dev.pushbench.client.pacing.Arrivals;
import dev.pushbench.protocol.Subprotocol;
import dev.pushbench.protocol.Technique;

/**
 * Something that varies from cell to cell, from what changes last to what changes first. Techniques come late, so that what is compared is
 * measured close in time.
 */
enum Axis {
    SCENARIO(SuiteKey.SCENARIO),
    USERS(SuiteKey.USERS),
    USERS_PER_ROOM(SuiteKey.USERS_PER_ROOM),
    ARRIVALS(SuiteKey.ARRIVALS),
    BURST(SuiteKey.BURST),
    RATE(SuiteKey.RATE),
    EVENT_BYTES(SuiteKey.EVENT_BYTES),
    HEADERS(SuiteKey.HEADERS),
    LINK(SuiteKey.LINK),
    TLS(SuiteKey.TLS),
    TLS_RESUMPTION(SuiteKey.TLS_RESUMPTION),
    TECHNIQUE(SuiteKey.TECHNIQUES),
    FRAMES(SuiteKey.FRAMES),
    SUBPROTOCOL(SuiteKey.SUBPROTOCOL),
    POLL_INTERVAL(SuiteKey.POLL_INTERVAL),
    LONG_POLL_WAIT(SuiteKey.LONG_POLL_WAIT),
    KEEP_ALIVE(SuiteKey.KEEP_ALIVE),
    POLL_PHASES(SuiteKey.POLL_PHASES),
    PAIR_GAP(SuiteKey.PAIR_GAP),
    CHURN(SuiteKey.CHURN),
    SLOW_READERS(SuiteKey.SLOW_READERS),
    SLOW_READ(SuiteKey.SLOW_READ),
    HEARTBEAT(SuiteKey.HEARTBEAT),
    COALESCE(SuiteKey.COALESCE);

    private final SuiteKey key;

    Axis(SuiteKey key) {
        this.key = key;
    }

    /** The key that says its values. */
    SuiteKey key() {
        return key;
    }

    /**
     * Whether another value makes another cell.
     *
     * @param point with the values of the axes before this one; only of those that {@link #shapes} is anything looked at
     */
    boolean varies(Point point) {
        return switch (this) {
            case SCENARIO, USERS, USERS_PER_ROOM, HEADERS, LINK, TLS, TECHNIQUE -> true;
            case TLS_RESUMPTION -> point.isSecure();
            case ARRIVALS, RATE, EVENT_BYTES -> point.isEventful();
            case BURST -> point.scene().arrivals().pattern() == Arrivals.Pattern.BURST;
            case FRAMES -> point.technique() == Technique.WEBSOCKET;
            case SUBPROTOCOL -> point.technique() == Technique.WEBSOCKET && point.frames() == Subprotocol.TEXT;
            case PAIR_GAP, CHURN, SLOW_READERS -> true;
            case SLOW_READ -> point.scene().conduct().slow().share() > 0;
            case POLL_INTERVAL, POLL_PHASES -> point.technique() == Technique.POLLING;
            case LONG_POLL_WAIT -> point.technique() == Technique.LONG_POLLING;
            case KEEP_ALIVE -> !point.technique().isPush();
            case HEARTBEAT -> point.technique().isPush();
            case COALESCE -> point.isEventful() && point.technique() != Technique.POLLING;
        };
    }

    /** Whether it says what a scene is like, or who is in it. */
    boolean isOfScene() {
        return switch (this) {
            case SCENARIO, USERS_PER_ROOM, ARRIVALS, TECHNIQUE, POLL_PHASES, PAIR_GAP, CHURN, SLOW_READERS, SLOW_READ ->
                true;
            case USERS,
                    BURST,
                    RATE,
                    EVENT_BYTES,
                    HEADERS,
                    FRAMES,
                    SUBPROTOCOL,
                    POLL_INTERVAL,
                    LONG_POLL_WAIT,
                    KEEP_ALIVE,
                    LINK,
                    TLS,
                    TLS_RESUMPTION,
                    HEARTBEAT,
                    COALESCE -> false;
        };
    }

    /** Whether a later axis looks at this one to know whether it varies. */
    boolean shapes() {
        return this == SCENARIO
                || this == ARRIVALS
                || this == TLS
                || this == TECHNIQUE
                || this == FRAMES
                || this == SLOW_READERS;
    }
}
