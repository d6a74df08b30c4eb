package dev.pushbench.server.wire;

import dev.pushbench.protocol.LogId;
import dev.pushbench.protocol.Routes;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * From where a reader asks to read: a cursor, and of which log that is.
 *
 * @param after the cursor; empty where it is to be from now
 * @param namesLog whether it said something of the log
 * @param log of which the cursor is; empty where the reader knows of none
 * @param isResumed whether a browser sent it by itself when it came back, so that no page could know better
 */
record AskedCursor(OptionalLong after, boolean namesLog, Optional<LogId> log, boolean isResumed) {
    /**
     * What a request says.
     *
     * @param lastEventId the header, which wins over the parameters; it may name the log as well
     * @throws Rejection where a number or an id is none
     */
    static AskedCursor of(Optional<String> lastEventId, Optional<String> after, Optional<String> log) {
        if (lastEventId.isEmpty()) {
            return new AskedCursor(number(after), log.isPresent(), id(log), false);
        }
        String id = lastEventId.get();
        int separator = id.indexOf(Routes.LOG_SEPARATOR);
        String number = separator < 0 ? id : id.substring(0, separator);
        Optional<String> itsLog = separator < 0 ? Optional.empty() : Optional.of(id.substring(separator + 1));
        return new AskedCursor(number(Optional.of(number)), log.isPresent() || itsLog.isPresent(), id(itsLog), true);
    }

    private static OptionalLong number(Optional<String> text) {
        return text.map(digits -> OptionalLong.of(ReadRequest.number(digits, "cursor")))
                .orElseGet(OptionalLong::empty);
    }

    private static Optional<LogId> id(Optional<String> text) {
        try {
            return text.filter(id -> !id.isEmpty()).map(LogId::new);
        } catch (IllegalArgumentException noId) {
            throw Rejection.badRequest(String.valueOf(noId.getMessage()) + ", or empty where none is known yet");
        }
    }

    boolean isOf(LogId ours) {
        return log.equals(Optional.of(ours));
    }

    /**
     * Whether the cursor cannot be one of this log. A browser that comes back with a number that has not come here yet has read another log;
     * told that its request is bad, it would never come again.
     */
    boolean isOfAnotherThan(LogId ours, long last) {
        boolean isBeyond = after.isPresent() && after.getAsLong() > last;
        return log.map(id -> !id.equals(ours)).orElse(isResumed && isBeyond);
    }
}
