package dev.pushbench.client.user;

/**
 * What a user is to publish.
 *
 * @param publication what the server makes an event of; never changed
 * @param dueNanos the instant at which it was to be said
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Saying(byte[] publication, long dueNanos) {}
