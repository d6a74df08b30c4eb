package dev.pushbench.client;

/**
 * Events that users are to publish.
 *
 * @param startNanos instant of which the fire times are offsets
 * @param first number of the first of them among all events of the trial, from 0
 * @param events how many
 */
public record Script(long startNanos, long first, long events) {}
