package dev.pushbench.client.polling;

import dev.pushbench.client.http.PollRequest;
import dev.pushbench.client.user.PollLink;
import dev.pushbench.client.user.User;
import dev.pushbench.client.user.UserSetting;
import dev.pushbench.protocol.Technique;

/**
 * Asks at an interval. A poll that falls due while the one before is unanswered is left out: a browser's timer does not pile
 * up requests either, and what that costs shows in the latency, which counts from the event's due instant.
 */
public final class PollingUser implements User, PollLink.Asker {
    private final PollLink link;
    private final long intervalNanos;
    private final long phaseNanos;
    private long nextNanos;
    private boolean paused;

    /**
     * @param request shared by all users of the room, from {@link #request}
     * @param phaseNanos from the start of the schedule to this user's first poll, below the interval
     */
    public PollingUser(UserSetting setting, PollRequest request, long intervalNanos, long phaseNanos) {
        this.link = new PollLink(setting, request, this);
        this.intervalNanos = intervalNanos;
        this.phaseNanos = phaseNanos;
    }

    public static PollRequest request(UserSetting setting) {
        return new PollRequest(
                Technique.POLLING.pathPrefix() + setting.room(), "", setting.hostAndPort(), setting.pollHeaders());
    }

    @Override
    public void start() {
        link.start();
    }

    @Override
    public void begin(long startNanos) {
        nextNanos = startNanos + phaseNanos;
        link.schedule(nextNanos, this::due);
    }

    @Override
    public void pause() {
        paused = true;
        link.pause();
    }

    @Override
    public void finish(long lastSeq) {
        link.finish(lastSeq);
    }

    @Override
    public void slowDown() {
        link.slowDown();
    }

    @Override
    public void hurry() {
        link.hurry();
    }

    @Override
    public void leave() {
        paused = true;
        link.leave();
    }

    @Override
    public void stop() {
        paused = true;
        link.stop();
    }

    @Override
    public void connected() {
        link.ready();
    }

    /** The next poll has its own time. */
    @Override
    public void answered() {}

    private void due(long nowNanos) {
        if (paused) {
            return;
        }
        if (link.mayAsk()) {
            link.ask();
        }
        long passed = Math.max(1, (nowNanos - nextNanos) / intervalNanos + 1);
        nextNanos += passed * intervalNanos;
        link.schedule(nextNanos, this::due);
    }
}
