package dev.pushbench.bench.scenario;

import dev.pushbench.client.Conduct;
import dev.pushbench.client.Scene;
import dev.pushbench.client.Scene.Sender;
import dev.pushbench.client.pacing.Arrivals;
import dev.pushbench.protocol.Technique;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A use of push that people have, as a bundle of settings. A suite's own keys win over what the bundle says, each by itself. */
public enum Scenario {
    BROADCAST("one publisher, one room, all read it: a ticker"),
    NOTIFY("a room for each user, an event now and then: notifications"),
    CHAT("rooms of ten, all of whom publish by their technique's own way up"),
    IDLE("connections and heartbeats, no events"),
    BURST("many events at once, then silence: a goal is scored"),
    HERD("all that hear of an event ask again at once, and the next event comes meanwhile"),
    CHURN("users come and go at a rate"),
    SLOW_READERS("some users do not read; the others must not suffer"),
    RESTART("the server is killed in the middle of the window, and started again");

    private final String description;

    Scenario(String description) {
        this.description = description;
    }

    /** As it stands in a suite, and in results. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it stands for, in a few words. */
    public String description() {
        return description;
    }

    /** The settings, as they are where a suite says nothing of them. */
    Scene scene() {
        Scene usual = Scene.BROADCAST.named(id());
        return switch (this) {
            case BROADCAST -> usual;
            case NOTIFY -> usual.withUsersPerRoom(1).withArrivals(Arrivals.POISSON);
            case CHAT ->
                usual.withUsersPerRoom(10).withArrivals(Arrivals.POISSON).withSender(Sender.USERS);
            case IDLE -> usual.withArrivals(Arrivals.NONE);
            case BURST -> usual.withArrivals(Arrivals.burst(10));
            case HERD -> usual.withConduct(Conduct.USUAL.withPollsAligned(true).withPairGap(Duration.ofMillis(20)));
            case CHURN -> usual.withConduct(Conduct.USUAL.withChurn(10));
            case SLOW_READERS -> usual.withConduct(Conduct.USUAL.withSlow(new Conduct.Slow(0.1, 0)));
            case RESTART -> usual.withConduct(Conduct.USUAL.withRestart());
        };
    }

    /** The techniques that can do it. */
    Set<Technique> techniques() {
        return switch (this) {
            case BROADCAST, NOTIFY, CHAT, IDLE, BURST, CHURN, SLOW_READERS, RESTART -> EnumSet.allOf(Technique.class);
            case HERD -> EnumSet.of(Technique.POLLING, Technique.LONG_POLLING); // of the others nobody asks again
        };
    }

    static Optional<Scenario> withId(String id) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.id().equals(id))
                .findFirst();
    }

    /** All there are, for messages. */
    static String ids() {
        return Arrays.stream(values()).map(Scenario::id).collect(Collectors.joining(", "));
    }
}
