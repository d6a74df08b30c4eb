package dev.pushbench.bench.report.fit;

import java.util.OptionalInt;

/**
 * How the users are divided into rooms. An event is published in one room and delivered to each user of it.
 *
 * @param usersPerRoom at least 1; empty if all users are in one room, however many there are
 */
public record Rooms(OptionalInt usersPerRoom) {
    /** All users in one room. */
    public static final Rooms ONE = new Rooms(OptionalInt.empty());

    public Rooms {
        if (usersPerRoom.isPresent() && usersPerRoom.getAsInt() < 1) {
            throw new IllegalArgumentException("users per room must be at least 1, not " + usersPerRoom.getAsInt());
        }
    }

    /** Rooms of that many users. */
    public static Rooms of(int usersPerRoom) {
        return new Rooms(OptionalInt.of(usersPerRoom));
    }

    /** How many of the users receive an event. */
    public int audience(int users) {
        return Math.min(users, usersPerRoom.orElse(users));
    }

    /**
     * How many events a user receives in a second, in the mean.
     *
     * @param publishedPerSecond in all rooms together
     */
    public double receivedPerSecond(int users, double publishedPerSecond) {
        return publishedPerSecond * audience(users) / users;
    }
}
