package dev.pushbench.bench.scenario;

import dev.pushbench.bench.link.LinkProfile;
import dev.pushbench.client.Conduct;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.Scene;
import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.client.pacing.Arrivals;
import dev.pushbench.protocol.Subprotocol;
import dev.pushbench.protocol.Technique;
import dev.pushbench.protocol.TlsVersion;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** One value of each axis: of a point that is still being made, of the first axes only. */
record Point(Map<Axis, Object> values) {
    static final Point NOWHERE = new Point(Map.of());

    Point {
        Map<Axis, Object> copy = new EnumMap<>(Axis.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    Point with(Axis axis, Object value) {
        Map<Axis, Object> more = new EnumMap<>(Axis.class);
        more.putAll(values);
        more.put(axis, value);
        return new Point(more);
    }

    Technique technique() {
        return value(Axis.TECHNIQUE, Technique.class);
    }

    int users() {
        return value(Axis.USERS, Integer.class);
    }

    /** Whether anything is published. */
    boolean isEventful() {
        return scenario().scene().arrivals().pattern() != Arrivals.Pattern.NONE;
    }

    /** The scenario's, with what the suite says otherwise. */
    Scene scene() {
        Scene scene = scenario().scene();
        OptionalInt usersPerRoom = given(Axis.USERS_PER_ROOM, OptionalInt.class).orElse(OptionalInt.empty());
        if (usersPerRoom.isPresent()) {
            scene = scene.withUsersPerRoom(usersPerRoom.getAsInt());
        }
        scene = scene.withConduct(conduct(scene.conduct()));
        return isEventful() ? scene.withArrivals(arrivals(scene.arrivals())) : scene;
    }

    /** Of users who do not poll it means nothing whether they poll together. */
    private Conduct conduct(Conduct own) {
        boolean mayPoll = given(Axis.TECHNIQUE, Technique.class)
                .map(technique -> technique == Technique.POLLING)
                .orElse(true);
        boolean aligned =
                given(Axis.POLL_PHASES, Phasing.class).flatMap(Phasing::aligned).orElse(own.pollsAligned());
        Conduct.Slow slow = new Conduct.Slow(
                given(Axis.SLOW_READERS, OptionalDouble.class)
                        .orElse(OptionalDouble.empty())
                        .orElse(own.slow().share()),
                given(Axis.SLOW_READ, OptionalInt.class)
                        .orElse(OptionalInt.empty())
                        .orElse(own.slow().bytesPerSecond()));
        return own.withPollsAligned(aligned && mayPoll)
                .withPairGap(given(Axis.PAIR_GAP, Gap.class).flatMap(Gap::gap).orElse(own.pairGap()))
                .withChurn(given(Axis.CHURN, OptionalDouble.class)
                        .orElse(OptionalDouble.empty())
                        .orElse(own.churnPerSecond()))
                .withSlow(slow);
    }

    /** Whether TLS is spoken. */
    boolean isSecure() {
        return value(Axis.TLS, TlsChoice.class).version().isPresent();
    }

    private Optional<LoadPlan.Tls> tls() {
        return value(Axis.TLS, TlsChoice.class)
                .version()
                .map(version -> new LoadPlan.Tls(version, value(Axis.TLS_RESUMPTION, Boolean.class)));
    }

    Cell cell(Phases phases) {
        LoadPlan.Requests requests = new LoadPlan.Requests(
                value(Axis.HEADERS, HeaderProfile.class), value(Axis.KEEP_ALIVE, Boolean.class), subprotocol());
        LoadPlan.Reading reading = new LoadPlan.Reading(
                value(Axis.POLL_INTERVAL, Duration.class), value(Axis.LONG_POLL_WAIT, Duration.class));
        return new Cell(
                technique(), users(), publishing(), reading, requests, phases, scene(), link(), tls(), serving());
    }

    /** Usual, where it means nothing. */
    private Serving serving() {
        return new Serving(
                Axis.HEARTBEAT.varies(this) ? value(Axis.HEARTBEAT, Duration.class) : Serving.USUAL.heartbeat(),
                Axis.COALESCE.varies(this) ? value(Axis.COALESCE, Duration.class) : Serving.USUAL.coalescing());
    }

    /** Of which type the frames of a WebSocket are. */
    Subprotocol frames() {
        return value(Axis.FRAMES, Subprotocol.class);
    }

    /** Binary frames come only where they were agreed on, so that is always offered. */
    private Optional<Subprotocol> subprotocol() {
        boolean isOffered = frames() == Subprotocol.BINARY || value(Axis.SUBPROTOCOL, Boolean.class);
        return technique() == Technique.WEBSOCKET && isOffered ? Optional.of(frames()) : Optional.empty();
    }

    private LoadPlan.Publishing publishing() {
        return new LoadPlan.Publishing(
                isEventful() ? value(Axis.RATE, Double.class) : 0, value(Axis.EVENT_BYTES, Integer.class));
    }

    private Optional<LinkProfile> link() {
        return value(Axis.LINK, Network.class).link();
    }

    private Scenario scenario() {
        return value(Axis.SCENARIO, Scenario.class);
    }

    private Arrivals arrivals(Arrivals own) {
        Optional<Arrivals.Pattern> pattern = given(Axis.ARRIVALS, Choice.class).flatMap(Choice::pattern);
        OptionalInt burst = given(Axis.BURST, OptionalInt.class).orElse(OptionalInt.empty());
        Arrivals arrivals = pattern.filter(given -> given != own.pattern())
                .map(Point::usual)
                .orElse(own);
        return arrivals.pattern() == Arrivals.Pattern.BURST && burst.isPresent()
                ? Arrivals.burst(burst.getAsInt())
                : arrivals;
    }

    private static Arrivals usual(Arrivals.Pattern pattern) {
        return switch (pattern) {
            case CONSTANT -> Arrivals.CONSTANT;
            case POISSON -> Arrivals.POISSON;
            case BURST -> Scenario.BURST.scene().arrivals();
            case NONE -> Arrivals.NONE;
        };
    }

    private <T> Optional<T> given(Axis axis, Class<T> type) {
        return Optional.ofNullable(values.get(axis)).map(type::cast);
    }

    private <T> T value(Axis axis, Class<T> type) {
        return given(axis, type).orElseThrow(() -> new IllegalStateException("no value yet of " + axis));
    }

    /** Whether all poll at the same instants, or what the scenario has. */
    record Phasing(Optional<Boolean> aligned) {}

    /** From the first event of a pair to its second, 0 where there are no pairs; or what the scenario has. */
    record Gap(Optional<Duration> gap) {}

    /** A version of TLS, or none. */
    record TlsChoice(Optional<TlsVersion> version) {}

    /** A pattern, or what the scenario has. */
    record Choice(Optional<Arrivals.Pattern> pattern) {}

    /** A link, or none. */
    record Network(Optional<LinkProfile> link) {}
}
