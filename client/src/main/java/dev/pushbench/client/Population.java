package dev.pushbench.client;

import dev.pushbench.client.Scene.Sender;
import dev.pushbench.client.engine.EventLoop;
import dev.pushbench.client.engine.NoSocketException;
import dev.pushbench.client.http.PollRequest;
import dev.pushbench.client.longpolling.LongPollingUser;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.measure.PublishTimes;
import dev.pushbench.client.measure.RoomSlots;
import dev.pushbench.client.polling.PollingUser;
import dev.pushbench.client.sse.SseUser;
import dev.pushbench.client.streaming.StreamingUser;
import dev.pushbench.client.tls.TlsThread;
import dev.pushbench.client.user.Manner;
import dev.pushbench.client.user.MeteredTls;
import dev.pushbench.client.user.PostLine;
import dev.pushbench.client.user.Speaker;
import dev.pushbench.client.user.User;
import dev.pushbench.client.user.UserSetting;
import dev.pushbench.client.websocket.WebSocketTexts;
import dev.pushbench.client.websocket.WebSocketUser;
import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.Technique;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The users of one event loop: made, connected a few at a time, told to begin, asked to end.
 *
 * <p>{@link #readyUsers}, {@link #failedUsers} and {@link #firstFailure} may be read from any thread, everything else is on the loop's.
 */
final class Population implements Churn.Places {
    /** So many connections are being opened at once, so that neither backlog nor ports run out in a storm. */
    private static final int MOST_OPENING = 256;

    private final LoadPlan plan;
    private final Share share;
    private final Seating seating;
    private final EventLoop loop;
    private final Optional<TlsThread> tls;
    private final List<User> users = new ArrayList<>();
    private final List<PostLine> postLines = new ArrayList<>();
    private final Optional<Talk> talk;
    private final Optional<ScriptedEvents> scriptedEvents;
    private final WebSocketTexts webSocketTexts;
    private final Meter meter;
    private final Map<Place, Kind> kinds = new HashMap<>();
    private final Optional<Churn> churn;
    private int started;
    private volatile int ready;
    private volatile int failed;
    private volatile Optional<String> firstFailure = Optional.empty();

    Population(LoadPlan plan, Share share, EventLoop loop, Meter meter, PublishTimes publishTimes) {
        this.plan = plan;
        this.share = share;
        this.loop = loop;
        this.meter = meter;
        this.tls = plan.security().map(security -> security.client().forThread(new MeteredTls(meter)));
        this.webSocketTexts = new WebSocketTexts(plan.requests().subprotocol());
        this.seating = Seating.of(plan);
        int events = LoadSession.events(plan);
        RoomSlots[] slots = seating.slots(events);
        Conduct conduct = plan.scene().conduct();
        this.churn = conduct.hasChurn()
                ? Optional.of(
                        new Churn(loop, conduct.churnPerSecond() / share.of(), share.number(), meter.life(), this))
                : Optional.empty();
        List<Speaker> speakers = new ArrayList<>();
        boolean usersPublish = plan.scene().sender() == Sender.USERS;
        int count = share.users(plan.users());
        for (int i = 0; i < count; i++) {
            Kind kind = kinds.computeIfAbsent(place(i), seen -> kind(setting(seen, slots[seen.room])));
            User user = churn.isPresent()
                    ? watched(churn.get().tenant(i), i, kind, kind.setting().manner())
                    : kind.maker().user(kind.setting(), share.user(i));
            users.add(user);
            if (usersPublish) {
                speakers.add(speaker(user, kind));
            }
        }
        talk = usersPublish ? Optional.of(new Talk(plan, share, loop, speakers)) : Optional.empty();
        scriptedEvents = usersPublish
                ? Optional.of(new ScriptedEvents(seating, plan.fireTimes(), publishTimes, events))
                : Optional.empty();
        scriptedEvents.ifPresent(meter::usersPublish);
    }

    /** What the users of a place have in common; the head of what they publish by is empty where they do not, or not by requests. */
    private record Kind(UserSetting setting, Maker maker, Optional<byte[]> postHead) {}

    private Kind kind(UserSetting setting) {
        boolean posts = plan.scene().sender() == Sender.USERS && plan.technique() != Technique.WEBSOCKET;
        return new Kind(setting, maker(setting), posts ? Optional.of(postHead(setting)) : Optional.empty());
    }

    private byte[] postHead(UserSetting setting) {
        int dataBytes = plan.publishing().eventBytes() - EventFormat.FIXED_BYTES;
        return PostLine.head(setting, EventFormat.publication(0, new byte[dataBytes]).length);
    }

    /** The user itself where it reads by what it can also write on; else a connection beside it, that stands before it connects. */
    private Speaker speaker(User user, Kind kind) {
        if (user instanceof Speaker itself) {
            return itself;
        }
        UserSetting.Watcher watcher = new UserSetting.Watcher() {
            @Override
            public void ready() {
                user.start();
            }

            @Override
            public void failed(String reason) {
                Population.this.failed(reason);
            }
        };
        PostLine line = new PostLine(kind.setting.watchedBy(watcher), kind.postHead.orElseThrow());
        postLines.add(line);
        return line;
    }

    private Place place(int index) {
        return new Place(
                share.server(index),
                SourceAddresses.group(share.numberAtServer(index)),
                seating.roomOfUser(share.user(index)),
                plan.scene().conduct().manner(share.user(index), plan.users()));
    }

    /** Where users read from, from which of their addresses, which room, and how. */
    private record Place(int server, int addressGroup, int room, Manner manner) {}

    private interface Maker {
        /** @param number among all of the plan, from 0 */
        User user(UserSetting setting, int number);
    }

    private UserSetting setting(Place place, RoomSlots slots) {
        InetSocketAddress server = share.servers().get(place.server());
        return new UserSetting(
                loop,
                server,
                SourceAddresses.of(server, place.addressGroup()),
                seating.name(place.room()),
                plan.requests().headers(),
                plan.requests().keepAlive(),
                meter,
                this,
                slots,
                place.manner(),
                tls);
    }

    private Maker maker(UserSetting common) {
        switch (plan.technique()) {
            case POLLING -> {
                PollRequest request = PollingUser.request(common);
                long intervalNanos = plan.reading().pollInterval().toNanos();
                return (setting, i) -> new PollingUser(setting, request, intervalNanos, phaseNanos(intervalNanos, i));
            }
            case LONG_POLLING -> {
                PollRequest request =
                        LongPollingUser.request(common, plan.reading().longPollWait());
                return (setting, i) -> new LongPollingUser(setting, request);
            }
            case STREAMING -> {
                return (setting, i) -> StreamingUser.of(setting);
            }
            case SSE -> {
                return (setting, i) -> SseUser.of(setting);
            }
            case WEBSOCKET -> {
                return (setting, i) -> new WebSocketUser(setting, webSocketTexts);
            }
        }
        throw new AssertionError("a technique that is none: " + plan.technique());
    }

    /**
     * Phases of all users of the plan spread evenly over the interval, unless they are to be the same: then in its middle, so that events at whole intervals have the mean of
     * the others' latencies.
     */
    private long phaseNanos(long intervalNanos, int user) {
        return plan.scene().conduct().pollsAligned()
                ? intervalNanos / 2
                : (long) ((double) intervalNanos * user / plan.users());
    }

    void start() {
        while (started < users.size() && started < ready + failed + MOST_OPENING) {
            start(started++);
        }
    }

    private void start(int index) {
        if (postLines.isEmpty()) {
            serve(users.get(index), User::start);
        } else {
            postLines.get(index).start();
        }
    }

    private void each(Consumer<User> step) {
        users.forEach(user -> serve(user, step));
    }

    /** A user whose step throws is stopped, and counts as failed; the others go on. */
    @Override
    public void serve(User user, Consumer<User> step) {
        try {
            step.accept(user);
        } catch (NoSocketException ofAll) {
            throw ofAll;
        } catch (RuntimeException defect) {
            failed("a defect of the load generator, please report it: " + defect);
            user.stop();
        }
    }

    /** Has users publish; from any thread. */
    void publish(Script script) {
        scriptedEvents.ifPresent(events -> events.add(script));
        talk.ifPresent(talking -> talking.play(script));
    }

    /** Ends what is not on the loop. */
    void close() {
        talk.ifPresent(Talk::close);
    }

    void begin(long atNanos) {
        each(user -> user.begin(atNanos));
        churn.ifPresent(coming -> coming.begin(atNanos));
    }

    void slowDown() {
        each(User::slowDown);
    }

    void hurry() {
        each(User::hurry);
    }

    void pause() {
        churn.ifPresent(Churn::pause);
        each(User::pause);
        postLines.forEach(PostLine::pause);
    }

    /** @param events that there were, in all rooms */
    void finish(long events) {
        long[] lastSeqs = seating.counts(events);
        for (int i = 0; i < users.size(); i++) {
            long lastSeq = lastSeqs[seating.roomOfUser(share.user(i))];
            serve(users.get(i), user -> user.finish(lastSeq));
        }
        churn.ifPresent(Churn::finish);
    }

    void stop() {
        each(User::stop);
        postLines.forEach(PostLine::stop);
        churn.ifPresent(Churn::stop);
    }

    @Override
    public int count() {
        return users.size();
    }

    @Override
    public User user(int place) {
        return users.get(place);
    }

    @Override
    public User replace(int place, Churn.Tenant watcher) {
        Kind kind = Objects.requireNonNull(kinds.get(place(place)));
        User coming = watched(watcher, place, kind, kind.setting().manner().beginningNow());
        users.set(place, coming);
        return coming;
    }

    private User watched(Churn.Tenant watcher, int place, Kind kind, Manner manner) {
        return watcher.watching(kind.maker().user(kind.setting().with(watcher, manner), share.user(place)));
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // written by the loop's thread only
    public void ready() {
        ready++;
        start();
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // written by the loop's thread only
    public void failed(String reason) {
        failed++;
        if (firstFailure.isEmpty()) {
            firstFailure = Optional.of(reason);
        }
        start();
    }

    /** Users that can receive. */
    int readyUsers() {
        return ready;
    }

    /** Users that never could, or saw what they should not have. */
    int failedUsers() {
        return failed;
    }

    Optional<String> firstFailure() {
        return firstFailure;
    }
}
