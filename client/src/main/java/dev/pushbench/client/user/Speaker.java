package dev.pushbench.client.user;

/** A user that publishes, by its technique's own way up. All calls are on its event loop's thread. */
@FunctionalInterface
public interface Speaker {
    /**
     * Publishes in the user's room, now or as soon as its connection allows, after whatever was said before.
     *
     * @param publication what the server makes an event of
     * @param dueNanos the instant at which this was to be said
     */
    void say(byte[] publication, long dueNanos);
}
