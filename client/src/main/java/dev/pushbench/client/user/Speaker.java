package dev.pushbench.client.user;

/** A user that publishes, by its technique's own way up. All calls are on its event loop's thread. */
@FunctionalInterface
public interface Speaker {
    /**
     * Publishes in the user's room, now or as soon as its connection allows, after whatever was said before.
     */
    void say(Saying saying);
}
