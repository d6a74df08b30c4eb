package dev.pushbench.client;

import dev.pushbench.client.pacing.Arrivals;

/**
 * What happens in a trial besides one publisher that fills one room: a named bundle of settings, each of which means something without the
 * others. Made from {@link #BROADCAST} by saying what is different.
 *
 * @param name as it stands in results
 * @param usersPerRoom how many read the same room; 0 where all do
 * @param arrivals when events are due
 * @param sender who publishes
 * @param conduct how users come, ask and read, and what befalls their server
 */
public record Scene(String name, int usersPerRoom, Arrivals arrivals, Sender sender, Conduct conduct) {
    /** One publisher, one room, equal distances. */
    public static final Scene BROADCAST = new Scene("broadcast", 0, Arrivals.CONSTANT, Sender.PUBLISHER, Conduct.USUAL);

    /** Who publishes. */
    public enum Sender {
        /** One, with a connection to each server and a thread of its own. */
        PUBLISHER("publisher"),
        /** The users, by their technique's own way up. */
        USERS("users");

        private final String id;

        Sender(String id) {
            this.id = id;
        }

        /** As it stands in results. */
        public String id() {
            return id;
        }
    }

    public Scene {
        if (!name.matches("[a-z][a-z0-9-]{0,31}")) {
            throw new IllegalArgumentException("not a scene's name: " + name);
        }
        if (usersPerRoom < 0) {
            throw new IllegalArgumentException("users per room must be at least 0, not " + usersPerRoom);
        }
    }

    public Scene named(String other) {
        return new Scene(other, usersPerRoom, arrivals, sender, conduct);
    }

    public Scene withUsersPerRoom(int users) {
        return new Scene(name, users, arrivals, sender, conduct);
    }

    public Scene withArrivals(Arrivals others) {
        return new Scene(name, usersPerRoom, others, sender, conduct);
    }

    public Scene withSender(Sender other) {
        return new Scene(name, usersPerRoom, arrivals, other, conduct);
    }

    public Scene withConduct(Conduct other) {
        return new Scene(name, usersPerRoom, arrivals, sender, other);
    }

    /** How many of so many users get each event. */
    public int audience(int users) {
        return usersPerRoom == 0 ? users : usersPerRoom;
    }

    /** How many rooms so many users are in. */
    public int rooms(int users) {
        return users / audience(users);
    }

    /**
     * Where one word must tell it: its name, and whatever could be otherwise under the same name. Letters, digits, {@code .} and {@code -} only.
     */
    public String id() {
        StringBuilder id = new StringBuilder(name);
        if (usersPerRoom > 0) {
            id.append('-').append(usersPerRoom).append("per-room");
        }
        if (!arrivals.equals(Arrivals.CONSTANT)) {
            id.append('-').append(arrivals.pattern().id());
            id.append(arrivals.atOnce() > 1 ? Integer.toString(arrivals.atOnce()) : "");
        }
        return id.append(conduct.id()).toString();
    }
}
