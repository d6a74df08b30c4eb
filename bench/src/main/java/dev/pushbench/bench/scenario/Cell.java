package dev.pushbench.bench.scenario;

import dev.pushbench.bench.capacity.Over;
import dev.pushbench.bench.input.DurationText;
import dev.pushbench.bench.link.LinkProfile;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.Scene;
import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.client.tls.TlsTrust;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * One combination that is measured: a row of the summary.
 *
 * @param users that read, at least 1
 * @param scene what happens besides one publisher filling one room
 * @param link between users and server; empty where there is none
 * @param tls which TLS is spoken; none where it is empty
 * @param serving how the server pushes; as usual where that means nothing to the technique
 */
public record Cell(
        Technique technique,
        int users,
        LoadPlan.Publishing publishing,
        LoadPlan.Reading reading,
        LoadPlan.Requests requests,
        Phases phases,
        Scene scene,
        Optional<LinkProfile> link,
        Optional<LoadPlan.Tls> tls,
        Serving serving) {
    /** Longest time until all users are connected, where they are not so many that each has less than a millisecond. */
    public static final Duration CONNECT = Duration.ofSeconds(30);

    /** Time that the last deliveries have at least. */
    public static final Duration LEAST_DRAIN = Duration.ofSeconds(5);

    /** With one publisher that fills one room. */
    public Cell(
            Technique technique,
            int users,
            LoadPlan.Publishing publishing,
            LoadPlan.Reading reading,
            LoadPlan.Requests requests,
            Phases phases) {
        this(technique, users, publishing, reading, requests, phases, Scene.BROADCAST);
    }

    /** Without a link, without TLS, and with a server as usual. */
    public Cell(
            Technique technique,
            int users,
            LoadPlan.Publishing publishing,
            LoadPlan.Reading reading,
            LoadPlan.Requests requests,
            Phases phases,
            Scene scene) {
        this(
                technique,
                users,
                publishing,
                reading,
                requests,
                phases,
                scene,
                Optional.empty(),
                Optional.empty(),
                Serving.USUAL);
    }

    /** This, over TLS. */
    public Cell with(LoadPlan.Tls other) {
        return new Cell(
                technique, users, publishing, reading, requests, phases, scene, link, Optional.of(other), serving);
    }

    /** This, by a server that pushes like that. */
    public Cell with(Serving other) {
        return new Cell(technique, users, publishing, reading, requests, phases, scene, link, tls, other);
    }

    /**
     * The name of the cell, the same in every run of it: technique, users, rate, event bytes, and whatever else the technique is
     * measured with, like {@code polling-100u-10r-128b-500ms}. Letters, digits, {@code .} and {@code -} only.
     */
    public String id() {
        StringBuilder id = new StringBuilder(technique.id());
        id.append('-').append(users).append("u-");
        id.append(BigDecimal.valueOf(publishing.eventsPerSecond())
                .stripTrailingZeros()
                .toPlainString());
        id.append("r-").append(publishing.eventBytes()).append('b');
        switch (technique) {
            case POLLING -> id.append('-').append(millis(reading.pollInterval()));
            case LONG_POLLING -> id.append('-').append(millis(reading.longPollWait()));
            case STREAMING, SSE, WEBSOCKET -> {}
        }
        if (!requests.headers().equals(HeaderProfile.MINIMAL)) {
            id.append('-').append(requests.headers().name().replaceAll("[^A-Za-z0-9.-]", "-"));
        }
        if (!requests.keepAlive() && !technique.isPush()) {
            id.append("-close");
        }
        requests.subprotocol()
                .ifPresent(offered -> id.append('-').append(offered.name().toLowerCase(Locale.ROOT)));
        if (!scene.equals(Scene.BROADCAST)) {
            id.append('-').append(scene.id());
        }
        link.ifPresent(profile -> id.append("-link-").append(profile.id()));
        tls.ifPresent(
                spoken -> id.append("-tls").append(spoken.version()).append(spoken.resumption() ? "" : "-noresume"));
        id.append(serving.suffix());
        return id.toString();
    }

    private static String millis(Duration time) {
        return DurationText.millis(time).toPlainString() + "ms";
    }

    /** This, with the number of users of a room written out: cells that are equal then measure the same. */
    Cell withFullRooms() {
        return new Cell(
                technique,
                users,
                publishing,
                reading,
                requests,
                phases,
                scene.withUsersPerRoom(scene.audience(users)),
                link,
                tls,
                serving);
    }

    /** This, with so many users or events a second. */
    public Cell at(Over over, double amount) {
        return switch (over) {
            case USERS ->
                new Cell(
                        technique,
                        Math.toIntExact(Math.round(amount)),
                        publishing,
                        reading,
                        requests,
                        phases,
                        scene,
                        link,
                        tls,
                        serving);
            case RATE ->
                new Cell(
                        technique,
                        users,
                        new LoadPlan.Publishing(amount, publishing.eventBytes()),
                        reading,
                        requests,
                        phases,
                        scene,
                        link,
                        tls,
                        serving);
        };
    }

    /**
     * What the load generator has to do against a server that listens at {@code server}.
     *
     * @param room that this trial has for itself
     * @param trust in the server, of which nothing is needed without TLS
     */
    public LoadPlan plan(InetSocketAddress server, String room, Optional<TlsTrust> trust) {
        LoadPlan plain = plan(server, room);
        return tls.map(spoken -> plain.with(new LoadPlan.Security(spoken, trust.orElseThrow())))
                .orElse(plain);
    }

    /** The same without TLS, whatever the cell says of it. */
    public LoadPlan plan(InetSocketAddress server, String room) {
        return new LoadPlan(
                technique,
                server,
                new RoomName(room),
                users,
                publishing,
                reading,
                requests,
                new LoadPlan.Timing(
                        connect(), phases.idle(), phases.warmup(), phases.window(), phases.windows(), drain()),
                scene);
    }

    /** Through a link as many users connect at once, in a round trip each and one for the answer, as the load generator opens at once. */
    private Duration connect() {
        Duration aMillisecondEach = Duration.ofMillis(users);
        Duration usual = aMillisecondEach.compareTo(CONNECT) > 0 ? aMillisecondEach : CONNECT;
        return usual.plus(longestRoundTrip().multipliedBy(2 * (1 + users / 256L)));
    }

    /** A poller sees the last event one interval late; three leave room for two slow answers. */
    public Duration drain() {
        Duration threePolls = reading.pollInterval().multipliedBy(3);
        Duration usual =
                technique == Technique.POLLING && threePolls.compareTo(LEAST_DRAIN) > 0 ? threePolls : LEAST_DRAIN;
        return usual.plus(longestRoundTrip().multipliedBy(2));
    }

    private Duration longestRoundTrip() {
        return link.map(profile -> profile.longestOneWay().multipliedBy(2)).orElse(Duration.ZERO);
    }
}
