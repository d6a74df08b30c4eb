package dev.pushbench.client.user;

/**
 * What a user is to publish.
 *
 * @param publication what the server makes an event of; never changed
 * @param dueNanos the instant at which it was to be said
 * @param event its number among all events of the trial, from 0
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Saying(byte[] publication, long dueNanos, long event) {}
