package dev.pushbench.server.wire;

import dev.pushbench.protocol.Limits;
import dev.pushbench.protocol.LogId;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Routes;
import dev.pushbench.protocol.Technique;
import dev.pushbench.server.room.Room;
import dev.pushbench.server.room.Rooms;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to read a room: which one, and after which event.
 *
 * @param after the cursor
 * @param fromNow whether the request named no cursor, so that {@code after} is where the room stands
 * @param log of which this server's rooms are
 * @param namesLog whether the request said of which log its cursor is, if only that it knows of none
 * @param tellsLog whether the reader is first told which log it reads, and from where
 */
public record ReadRequest(Room room, long after, boolean fromNow, LogId log, boolean namesLog, boolean tellsLog) {
    private static final HttpString LAST_EVENT_ID = HttpString.tryFromString(Routes.LAST_EVENT_ID);
    private static final HttpString CURSOR = HttpString.tryFromString(Routes.CURSOR_HEADER);

    /** @throws Rejection where the name or the cursor is not one, or there are too many rooms */
    public static ReadRequest of(HttpServerExchange exchange, Technique technique, Rooms rooms) {
        if (technique.isPush() && !exchange.isHttp11()) {
            throw Rejection.badRequest("this needs HTTP/1.1"); // neither chunks nor upgrades were known before
        }
        RoomName name = roomName(exchange, technique.pathPrefix());
        AskedCursor asked = AskedCursor.of(
                technique == Technique.SSE
                        ? Optional.ofNullable(exchange.getRequestHeaders().getFirst(LAST_EVENT_ID))
                        : Optional.empty(),
                parameter(exchange, Routes.AFTER),
                parameter(exchange, Routes.LOG));
        boolean isNews = asked.namesLog() && !asked.isOf(rooms.log());
        if (asked.after().isEmpty()) {
            Room room = room(name, rooms);
            return new ReadRequest(room, room.last(), true, rooms.log(), asked.namesLog(), isNews);
        }
        long after = asked.after().getAsLong();
        long last = rooms.find(name).map(Room::last).orElse(0L);
        if (asked.isOfAnotherThan(rooms.log(), last)) {
            return new ReadRequest(room(name, rooms), 0, false, rooms.log(), asked.namesLog(), true);
        }
        if (after > last) {
            throw Rejection.badRequest("cursor " + after + " is in the future; the room's last event is " + last);
        }
        return new ReadRequest(room(name, rooms), after, false, rooms.log(), asked.namesLog(), isNews);
    }

    /** The name that the rest of the path gives. */
    public static RoomName roomName(HttpServerExchange exchange, String prefix) {
        // Undertow takes what follows a semicolon out of the path.
        boolean whole = exchange.getRequestURI().indexOf(';') < 0;
        try {
            return new RoomName(whole ? exchange.getRequestPath().substring(prefix.length()) : ";");
        } catch (IllegalArgumentException e) {
            throw Rejection.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /** The room of that name, made where there is none yet. */
    public static Room room(RoomName name, Rooms rooms) {
        return rooms.room(name).orElseThrow(() -> new Rejection(503, "no more rooms: the server's limit is reached"));
    }

    /** How long a long poll asks to wait. */
    public static Duration wait(HttpServerExchange exchange) {
        Optional<String> asked = parameter(exchange, Routes.WAIT_MILLIS);
        if (asked.isEmpty()) {
            return Limits.DEFAULT_WAIT;
        }
        long millis = number(asked.get(), "wait");
        if (millis > Limits.LONGEST_WAIT.toMillis()) {
            throw Rejection.badRequest(
                    "wait is 0 to " + Limits.LONGEST_WAIT.toMillis() + " milliseconds, not " + millis);
        }
        return Duration.ofMillis(millis);
    }

    /** Tells a reader that starts from now where that is. */
    public void nameCursor(HttpServerExchange exchange) {
        if (fromNow) {
            exchange.getResponseHeaders().put(CURSOR, after);
        }
    }

    static long number(String text, String what) {
        boolean digits = !text.isEmpty() && text.length() <= 19 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        long number = digits ? parsed(text) : -1;
        if (number < 0) {
            String given = text.length() > 40 ? text.substring(0, 40) + "…" : text;
            throw Rejection.badRequest(
                    what + " is a decimal number from 0 to 9223372036854775807, not '" + given + "'");
        }
        return number;
    }

    private static long parsed(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return -1; // 19 digits beyond the largest long
        }
    }

    private static Optional<String> parameter(HttpServerExchange exchange, String name) {
        String query = exchange.getQueryString();
        String found = parameter(query, name, 0);
        return Optional.ofNullable(found);
    }

    private static @Nullable String parameter(String query, String name, int from) {
        for (int start = from; start < query.length(); ) {
            int end = query.indexOf('&', start);
            end = end < 0 ? query.length() : end;
            if (query.startsWith(name, start)
                    && start + name.length() < end
                    && query.charAt(start + name.length()) == '=') {
                return query.substring(start + name.length() + 1, end);
            }
            start = end + 1;
        }
        return null;
    }

    /** Lets go of the parameters of an exchange that stays for long, when all that is wanted of them has been read: there are thousands. */
    public static void forgetParameters(HttpServerExchange exchange) {
        exchange.getQueryParameters().clear();
    }
}
