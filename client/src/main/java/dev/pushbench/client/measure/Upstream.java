package dev.pushbench.client.measure;

/**
 * What it took the users to publish: of the {@link Traffic} that part. Its bytes are contained in those; its requests are not.
 *
 * @param up bytes that users wrote in order to publish
 * @param down bytes that they were answered
 * @param messages that were written
 * @param requests that carried them; none where frames did
 * @param acknowledged messages that the server has said it took
 */
public record Upstream(WireBytes up, WireBytes down, long messages, long requests, long acknowledged) {
    public static final Upstream NONE = new Upstream(WireBytes.NONE, WireBytes.NONE, 0, 0, 0);

    Upstream since(Upstream before) {
        return new Upstream(
                up.minus(before.up),
                down.minus(before.down),
                messages - before.messages,
                requests - before.requests,
                acknowledged - before.acknowledged);
    }

    public Upstream plus(Upstream other) {
        return new Upstream(
                up.plus(other.up),
                down.plus(other.down),
                messages + other.messages,
                requests + other.requests,
                acknowledged + other.acknowledged);
    }
}
