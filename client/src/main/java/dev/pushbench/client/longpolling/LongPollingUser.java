package dev.pushbench.client.longpolling;

import dev.pushbench.client.http.PollRequest;
import dev.pushbench.client.user.PollLink;
import dev.pushbench.client.user.User;
import dev.pushbench.client.user.UserSetting;
import dev.pushbench.protocol.Routes;
import dev.pushbench.protocol.Technique;
import java.time.Duration;

/** Asks, and asks again as soon as it is answered. */
public final class LongPollingUser implements User, PollLink.Asker {
    private final UserSetting setting;
    private final PollLink link;
    private boolean paused;

    /** @param request shared by all users of the room, from {@link #request} */
    public LongPollingUser(UserSetting setting, PollRequest request) {
        this.setting = setting;
        this.link = new PollLink(setting, request, this);
    }

    /** @param wait how long the server is asked to park a request */
    public static PollRequest request(UserSetting setting, Duration wait) {
        return new PollRequest(
                Technique.LONG_POLLING.pathPrefix() + setting.room(),
                '&' + Routes.WAIT_MILLIS + '=' + wait.toMillis(),
                setting.hostAndPort(),
                setting.pollHeaders());
    }

    @Override
    public void start() {
        link.start();
    }

    /** It has asked already. */
    @Override
    public void begin(long startNanos) {}

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
        link.stop();
    }

    @Override
    public void connected() {
        if (!paused) {
            link.ask();
        }
        link.ready();
    }

    @Override
    public void answered() {
        if (!paused) {
            link.ask();
        }
    }

    @Override
    public void askedAgain(long answeredNanos) {
        setting.meter().rearmed(answeredNanos);
    }
}
