package dev.pushbench.client;

import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.client.pacing.Arrivals;
import dev.pushbench.client.pacing.FireTimes;
import dev.pushbench.client.tls.TlsClient;
import dev.pushbench.client.tls.TlsTrust;
import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.Limits;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Subprotocol;
import dev.pushbench.protocol.Technique;
import dev.pushbench.protocol.TlsVersion;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * What one trial does: so many users read one room by one technique, while one publisher fills it.
 *
 * @param server where the server listens, resolved
 * @param room a room that nobody else uses and that is still empty
 * @param users at least 1; where a scene has rooms, so many that each room is full
 * @param scene what happens besides one publisher filling one room
 * @param security of all connections, the publisher's too; plain where it is empty
 */
public record LoadPlan(
        Technique technique,
        InetSocketAddress server,
        RoomName room,
        int users,
        Publishing publishing,
        Reading reading,
        Requests requests,
        Timing timing,
        Scene scene,
        Optional<Security> security) {

    public LoadPlan {
        require(users >= 1, "users must be at least 1, not " + users);
        require(
                users % scene.audience(users) == 0,
                "users must fill rooms of " + scene.usersPerRoom() + ", and " + users + " do not");
        require(
                (publishing.eventsPerSecond() == 0) == (scene.arrivals().pattern() == Arrivals.Pattern.NONE),
                "rate must be above 0 where events arrive, and 0 where none do, not " + publishing.eventsPerSecond());
        require(scene.conduct().slow().users(users) < users, "not all users can be slow readers");
        require(
                scene.usersPerRoom() == 0 || !scene.conduct().needsOnePair(),
                "herds, churn, slow readers and restarts are of one room");
        require(!server.isUnresolved(), "the server's address cannot be resolved: " + server);
    }

    /** One publisher fills one room. */
    public LoadPlan(
            Technique technique,
            InetSocketAddress server,
            RoomName room,
            int users,
            Publishing publishing,
            Reading reading,
            Requests requests,
            Timing timing) {
        this(technique, server, room, users, publishing, reading, requests, timing, Scene.BROADCAST);
    }

    /** Users that read slowly on purpose. */
    int slowUsers() {
        return scene.conduct().slow().users(users);
    }

    /** Without TLS. */
    public LoadPlan(
            Technique technique,
            InetSocketAddress server,
            RoomName room,
            int users,
            Publishing publishing,
            Reading reading,
            Requests requests,
            Timing timing,
            Scene scene) {
        this(technique, server, room, users, publishing, reading, requests, timing, scene, Optional.empty());
    }

    /** When events are due, from the start of a schedule: of a warm-up window, of the lead-in, or of all measured windows together. */
    FireTimes fireTimes() {
        Duration measured = timing.allMeasured();
        Duration longest = timing.warmup().compareTo(measured) > 0 ? timing.warmup() : measured;
        if (scene.conduct().inPairs()) {
            return FireTimes.pairs(publishing.eventsPerSecond(), scene.conduct().pairGap());
        }
        return scene.arrivals().fireTimes(publishing.eventsPerSecond(), longest);
    }

    /** How many events belong together: those of a burst, or of a pair. */
    int eventsPerGroup() {
        return scene.conduct().inPairs() ? 2 : scene.arrivals().atOnce();
    }

    /** What is published right before the measured windows. */
    public LeadIn leadIn() {
        return LeadIn.of(this);
    }

    /**
     * The open-loop schedule of the publisher.
     *
     * @param eventsPerSecond in all rooms together, at most 100,000; 0 for none
     * @param eventBytes length of an event's whole text
     * @param isPipelined whether a publication is written before the one before is answered; HTTP advises against it (RFC 9112, section 9.3.2),
     *     so only our own server is asked for it
     */
    public record Publishing(double eventsPerSecond, int eventBytes, boolean isPipelined) {
        public static final double MOST_EVENTS_PER_SECOND = 100_000;

        /** To our own server. */
        public Publishing(double eventsPerSecond, int eventBytes) {
            this(eventsPerSecond, eventBytes, true);
        }

        /** The data of every event, which needs no escape in JSON. */
        byte[] data() {
            byte[] data = new byte[eventBytes - EventFormat.FIXED_BYTES];
            Arrays.fill(data, (byte) 'x');
            return data;
        }

        public Publishing {
            require(
                    eventsPerSecond >= 0 && eventsPerSecond <= MOST_EVENTS_PER_SECOND,
                    "rate must be 0 to 100000 events per second, not " + eventsPerSecond);
            require(
                    eventBytes >= Limits.LEAST_EVENT_BYTES && eventBytes <= Limits.MOST_EVENT_BYTES,
                    "event bytes must be " + Limits.LEAST_EVENT_BYTES + " to " + Limits.MOST_EVENT_BYTES + ", not "
                            + eventBytes);
        }
    }

    /**
     * How the pollings ask.
     *
     * @param pollInterval from one poll of a user to its next; 1 ms to 1 h
     * @param longPollWait longest time that the server is asked to park a request
     */
    public record Reading(Duration pollInterval, Duration longPollWait) {
        public Reading {
            require(
                    pollInterval.compareTo(Duration.ofMillis(1)) >= 0
                            && pollInterval.compareTo(Duration.ofHours(1)) <= 0,
                    "poll interval must be 1 ms to 1 h, not " + pollInterval.toMillis() + " ms");
            require(
                    longPollWait.toMillis() >= 1 && longPollWait.compareTo(Limits.LONGEST_WAIT) <= 0,
                    "long-poll wait must be 1 ms to " + Limits.LONGEST_WAIT.toSeconds() + " s, not "
                            + longPollWait.toMillis() + " ms");
        }
    }

    /**
     * How requests are written.
     *
     * @param headers sent with every request of a user
     * @param keepAlive whether a connection serves more than one poll; without it every poll of either kind has its own
     * @param subprotocol that a WebSocket offers in its handshake; without one its frames are text
     */
    public record Requests(HeaderProfile headers, boolean keepAlive, Optional<Subprotocol> subprotocol) {
        public static final Requests MINIMAL = new Requests(HeaderProfile.MINIMAL, true);

        /** Without a sub-protocol. */
        public Requests(HeaderProfile headers, boolean keepAlive) {
            this(headers, keepAlive, Optional.empty());
        }

        /** Of which type the frames of a WebSocket are. */
        public Subprotocol frames() {
            return subprotocol.orElse(Subprotocol.TEXT);
        }
    }

    /** This, for a server that may not take a publication before it has answered the one before. */
    public LoadPlan withoutPipelining() {
        return new LoadPlan(
                technique,
                server,
                room,
                users,
                new Publishing(publishing.eventsPerSecond(), publishing.eventBytes(), false),
                reading,
                requests,
                timing,
                scene,
                security);
    }

    /** This, over TLS. */
    public LoadPlan with(Security other) {
        return new LoadPlan(
                technique, server, room, users, publishing, reading, requests, timing, scene, Optional.of(other));
    }

    /**
     * Which TLS is spoken.
     *
     * @param resumption whether a user that connects again goes on with its session
     */
    public record Tls(TlsVersion version, boolean resumption) {}

    /** Which TLS is spoken, and with whom. */
    public record Security(Tls tls, TlsTrust trust) {
        /** What all connections of a process share. */
        public TlsClient client() {
            return TlsClient.of(trust, tls.version(), tls.resumption());
        }
    }

    /**
     * How long the parts of a trial last.
     *
     * @param connect longest time until all users are connected
     * @param idle time with users and without events, before the first; 0 for none
     * @param warmup time of publications whose deliveries are checked but not measured, of each warm-up window; 0 for none
     * @param window time of publications whose deliveries are measured, of each measured window
     * @param windows how many there are of each
     * @param drain longest time after the last publication of a window until its last delivery
     */
    public record Timing(
            Duration connect, Duration idle, Duration warmup, Duration window, Windows windows, Duration drain) {
        public static final Duration LONGEST = Duration.ofHours(24);

        /** Of all measured windows together. */
        Duration allMeasured() {
            return window.multipliedBy(windows.measured());
        }

        /** Of all warm-up windows together. */
        Duration allWarmup() {
            return warmup.multipliedBy(windows.warmup());
        }

        /** With one window of each kind. */
        public Timing(Duration connect, Duration idle, Duration warmup, Duration window, Duration drain) {
            this(connect, idle, warmup, window, Windows.ONE_EACH, drain);
        }

        public Timing {
            require(!connect.isNegative() && !connect.isZero(), "connect time must be above 0, not " + connect);
            require(
                    !idle.isNegative() && idle.compareTo(LONGEST) <= 0,
                    "idle time must be 0 s to 24 h, not " + idle.toMillis() + " ms");
            require(!drain.isNegative(), "drain time must be at least 0, not " + drain);
            require(
                    !warmup.isNegative() && warmup.compareTo(LONGEST) <= 0,
                    "warmup must be 0 s to 24 h, not " + warmup.toMillis() + " ms");
            require(
                    window.toMillis() >= 1 && window.compareTo(LONGEST) <= 0,
                    "window must be 1 ms to 24 h, not " + window.toMillis() + " ms");
        }
    }

    /**
     * How many windows there are, one after the other.
     *
     * @param warmup at least 0
     * @param measured at least 1
     */
    public record Windows(int warmup, int measured) {
        public static final Windows ONE_EACH = new Windows(1, 1);

        public Windows {
            require(warmup >= 0, "warm-up windows must be at least 0, not " + warmup);
            require(measured >= 1, "windows must be at least 1, not " + measured);
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
