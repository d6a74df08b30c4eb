package dev.pushbench.client;

import dev.pushbench.client.Scene.Sender;
import dev.pushbench.client.engine.EventLoop;
import dev.pushbench.client.http.PollRequest;
import dev.pushbench.client.longpolling.LongPollingUser;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.polling.PollingUser;
import dev.pushbench.client.sse.SseUser;
import dev.pushbench.client.streaming.StreamingUser;
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
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The users of one event loop: made, connected a few at a time, told to begin, asked to end.
 *
 * <p>{@link #readyUsers}, {@link #failedUsers} and {@link #firstFailure} may be read from any thread, everything else is on the loop's.
 */
final class Population implements UserSetting.Watcher {
    /** So many connections are being opened at once, so that neither backlog nor ports run out in a storm. */
    private static final int MOST_OPENING = 256;

    private final LoadPlan plan;
    private final Share share;
    private final Seating seating;
    private final EventLoop loop;
    private final List<User> users = new ArrayList<>();
    private final List<PostLine> postLines = new ArrayList<>();
    private final Optional<Talk> talk;
    private final WebSocketTexts webSocketTexts;
    private int started;
    private volatile int ready;
    private volatile int failed;
    private volatile Optional<String> firstFailure = Optional.empty();

    Population(LoadPlan plan, Share share, EventLoop loop, Meter meter) {
        this.plan = plan;
        this.share = share;
        this.loop = loop;
        this.webSocketTexts = new WebSocketTexts(plan.requests().subprotocol());
        this.seating = Seating.of(plan);
        long[] sentBases = seating.bases(LoadSession.events(plan));
        Map<Place, Kind> kinds = new HashMap<>();
        List<Speaker> speakers = new ArrayList<>();
        boolean usersPublish = plan.scene().sender() == Sender.USERS;
        int count = share.users(plan.users());
        for (int i = 0; i < count; i++) {
            Place place = new Place(
                    share.server(i), SourceAddresses.group(share.numberAtServer(i)), seating.roomOfUser(share.user(i)));
            Kind kind = kinds.computeIfAbsent(place, seen -> kind(setting(seen, meter, sentBases[seen.room])));
            User user = kind.maker.apply(share.user(i));
            users.add(user);
            if (usersPublish) {
                speakers.add(speaker(user, kind));
            }
        }
        talk = usersPublish ? Optional.of(new Talk(plan, share, loop, speakers)) : Optional.empty();
    }

    /** What the users of a place have in common; the head of what they publish by is empty where they do not, or not by requests. */
    private record Kind(UserSetting setting, IntFunction<User> maker, Optional<byte[]> postHead) {}

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

    /** Where users read from, from which of their addresses, and which room. */
    private record Place(int server, int addressGroup, int room) {}

    private UserSetting setting(Place place, Meter meter, long sentBase) {
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
                sentBase);
    }

    /** Makes the user of a number among all of the plan. */
    private IntFunction<User> maker(UserSetting setting) {
        switch (plan.technique()) {
            case POLLING -> {
                PollRequest request = PollingUser.request(setting);
                long intervalNanos = plan.reading().pollInterval().toNanos();
                return i -> new PollingUser(setting, request, intervalNanos, phaseNanos(intervalNanos, i));
            }
            case LONG_POLLING -> {
                PollRequest request =
                        LongPollingUser.request(setting, plan.reading().longPollWait());
                return i -> new LongPollingUser(setting, request);
            }
            case STREAMING -> {
                return i -> StreamingUser.of(setting);
            }
            case SSE -> {
                return i -> SseUser.of(setting);
            }
            case WEBSOCKET -> {
                return i -> new WebSocketUser(setting, webSocketTexts);
            }
        }
        throw new AssertionError("a technique that is none: " + plan.technique());
    }

    /** Phases of all users of the plan spread evenly over the interval. */
    private long phaseNanos(long intervalNanos, int user) {
        return (long) ((double) intervalNanos * user / plan.users());
    }

    void start() {
        while (started < users.size() && started < ready + failed + MOST_OPENING) {
            start(started++);
        }
    }

    private void start(int index) {
        if (postLines.isEmpty()) {
            users.get(index).start();
        } else {
            postLines.get(index).start();
        }
    }

    /** Has users publish; from any thread. */
    void publish(Script script) {
        talk.ifPresent(talking -> talking.play(script));
    }

    /** Ends what is not on the loop. */
    void close() {
        talk.ifPresent(Talk::close);
    }

    void begin(long startNanos) {
        users.forEach(user -> user.begin(startNanos));
    }

    void pause() {
        users.forEach(User::pause);
        postLines.forEach(PostLine::pause);
    }

    /** @param events that there were, in all rooms */
    void finish(long events) {
        long[] lastSeqs = seating.counts(events);
        for (int i = 0; i < users.size(); i++) {
            users.get(i).finish(lastSeqs[seating.roomOfUser(share.user(i))]);
        }
    }

    void stop() {
        users.forEach(User::stop);
        postLines.forEach(PostLine::stop);
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
