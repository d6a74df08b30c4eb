package dev.pushbench.client.sse;

import dev.pushbench.client.http.EventSink;
import dev.pushbench.client.http.EventStart;
import dev.pushbench.client.http.EventText;
import dev.pushbench.client.http.MalformedResponse;
import java.nio.ByteBuffer;

/**
 * Reads events from {@code text/event-stream}, in any form that the standard allows (WHATWG HTML, section 9.2.5 and
 * 9.2.6): with or without the space after a colon, lines ended by LF, CRLF or CR, comments, a byte order mark.
 *
 * <p>An event is told at the blank line that dispatches it: its {@code data} is the text, all else of its block is
 * framing. A comment line is a heartbeat, and so is the blank line of a block that had nothing but comments. The counts
 * add up to the bytes read whenever the stream stands between two blocks. What {@code event} and {@code id} say is not
 * looked at: the text says it too.
 *
 * <p>A text that lies whole in one buffer with its blank line is told in place; of any other the start is kept. Nothing
 * is allocated per event. For one thread.
 */
public final class SseReader {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final byte[] DATA = {'d', 'a', 't', 'a'};
    private static final int OTHER_NAME = -1;
    private static final int NOWHERE = -1;

    private final EventSink sink;

    private Place place = Place.STREAM_START;
    /** Bytes of the byte order mark seen, while it is not whole. */
    private int markBytes;
    /** How far the line's field name is that of {@code data}. */
    private int nameMatched;
    /** Where a LF belongs that follows a CR and so ends the same line. */
    private Feed lineFeed = Feed.A_LINE_OF_ITS_OWN;

    /** Bytes of the current block's fields beside the data text. */
    private int blockBytes;
    /** Bytes of the current comment line. */
    private int commentBytes;
    /** Whether the current block had a comment. */
    private boolean commented;
    /** Whether the current block had data. */
    private boolean hasData;
    /** Bytes of the data text so far. */
    private int dataBytes;
    /** Where the data text starts in the buffer that is being read. */
    private int dataStart = NOWHERE;
    /** The data text where it started in an earlier buffer. */
    private final EventStart earlierData = new EventStart();

    private enum Place {
        STREAM_START,
        LINE_START,
        NAME,
        VALUE_START,
        DATA,
        OTHER_VALUE,
        COMMENT
    }

    private enum Feed {
        A_LINE_OF_ITS_OWN,
        OF_BLOCK,
        OF_HEARTBEAT,
        OF_FRAMING
    }

    public SseReader(EventSink sink) {
        this.sink = sink;
    }

    /**
     * Reads {@code from} to before {@code to}; the buffer's position is neither used nor moved.
     *
     * @throws MalformedResponse where a block's data is neither an event nor a gap notice, or has several lines; this
     *     reader is then of no more use until {@link #reset()}
     */
    public void read(ByteBuffer bytes, int from, int to) {
        int i = from;
        while (i < to) {
            i = step(bytes, i, to);
        }
        if (dataStart != NOWHERE) {
            earlierData.append(bytes, dataStart, dataStart + dataBytes, sink.tail());
            dataStart = NOWHERE;
        }
    }

    /** Whether a block has begun that no blank line has ended, or a comment line that has no end. */
    public boolean midBlock() {
        return unfinishedBytes() > 0;
    }

    /** Makes ready for a new response. The bytes of an unfinished block were no event: they are told as framing. */
    public void reset() {
        int lostBytes = unfinishedBytes();
        place = Place.STREAM_START;
        markBytes = 0;
        commentBytes = 0;
        lineFeed = Feed.A_LINE_OF_ITS_OWN;
        clearBlock();
        if (lostBytes > 0) {
            sink.framing(lostBytes);
        }
    }

    private int unfinishedBytes() {
        return blockBytes + dataBytes + commentBytes + markBytes;
    }

    /** Reads one byte or more, or only changes place; returns the index of the next. */
    private int step(ByteBuffer bytes, int i, int to) {
        int character = bytes.get(i) & 0xff;
        if (lineFeed != Feed.A_LINE_OF_ITS_OWN) {
            Feed feed = lineFeed;
            lineFeed = Feed.A_LINE_OF_ITS_OWN;
            if (character == '\n') {
                countLineFeed(feed);
                return i + 1;
            }
        }
        return switch (place) {
            case STREAM_START -> mark(character, i);
            case LINE_START -> lineStart(bytes, character, i);
            case NAME -> name(character, i);
            case VALUE_START -> valueStart(character, i);
            case DATA, OTHER_VALUE, COMMENT -> untilLineEnd(bytes, i, to);
        };
    }

    private int mark(int character, int i) {
        if (character == (BYTE_ORDER_MARK[markBytes] & 0xff)) {
            markBytes++;
            if (markBytes == BYTE_ORDER_MARK.length) {
                markBytes = 0;
                place = Place.LINE_START;
                sink.framing(BYTE_ORDER_MARK.length);
            }
            return i + 1;
        }
        if (markBytes == 0) {
            place = Place.LINE_START;
        } else {
            blockBytes += markBytes;
            markBytes = 0;
            nameMatched = OTHER_NAME;
            place = Place.NAME;
        }
        return i;
    }

    private int lineStart(ByteBuffer bytes, int character, int i) {
        if (isLineEnd(character)) {
            endBlock(bytes, character);
            return i + 1;
        }
        if (character == ':') {
            commented = true;
            commentBytes = 1;
            place = Place.COMMENT;
            return i + 1;
        }
        nameMatched = 0;
        place = Place.NAME;
        return i;
    }

    private int name(int character, int i) {
        boolean isData = nameMatched == DATA.length;
        if (isLineEnd(character)) {
            if (isData) {
                startData();
            }
            endFieldLine(character);
            return i + 1;
        }
        countInBlock(1);
        if (character == ':') {
            nameMatched = isData ? nameMatched : OTHER_NAME;
            place = Place.VALUE_START;
        } else if (nameMatched != OTHER_NAME) {
            nameMatched = !isData && character == DATA[nameMatched] ? nameMatched + 1 : OTHER_NAME;
        }
        return i + 1;
    }

    private int valueStart(int character, int i) {
        if (nameMatched == DATA.length) {
            startData();
            place = Place.DATA;
        } else {
            place = Place.OTHER_VALUE;
        }
        if (character == ' ') {
            countInBlock(1);
            return i + 1;
        }
        return i;
    }

    private int untilLineEnd(ByteBuffer bytes, int from, int to) {
        int end = from;
        while (end < to && !isLineEnd(bytes.get(end))) {
            end++;
        }
        if (place == Place.DATA) {
            addData(bytes, from, end);
        } else if (place == Place.COMMENT) {
            commentBytes += end - from;
            EventText.requireAtMost(commentBytes);
        } else {
            countInBlock(end - from);
        }
        if (end == to) {
            return to;
        }
        int character = bytes.get(end);
        if (place == Place.COMMENT) {
            endCommentLine(character);
        } else {
            endFieldLine(character);
        }
        return end + 1;
    }

    private void startData() {
        if (hasData) {
            throw new MalformedResponse("an event's data has more than one line");
        }
        hasData = true;
    }

    private void addData(ByteBuffer bytes, int from, int to) {
        if (dataBytes == 0) {
            dataStart = from;
        } else if (dataStart == NOWHERE) {
            earlierData.append(bytes, from, to, sink.tail());
        }
        dataBytes += to - from;
        EventText.requireAtMost(dataBytes);
    }

    private void endFieldLine(int character) {
        countInBlock(1);
        endLine(character, Feed.OF_BLOCK);
    }

    private void endCommentLine(int character) {
        int bytes = commentBytes + 1;
        commentBytes = 0;
        sink.heartbeat(bytes);
        endLine(character, Feed.OF_HEARTBEAT);
    }

    private void endLine(int character, Feed feed) {
        place = Place.LINE_START;
        lineFeed = character == '\r' ? feed : Feed.A_LINE_OF_ITS_OWN;
    }

    private void endBlock(ByteBuffer bytes, int character) {
        if (hasData) {
            tellData(bytes);
        }
        boolean heartbeat = commented && blockBytes == 0;
        int framingBytes = blockBytes + 1;
        clearBlock();
        if (heartbeat) {
            sink.heartbeat(1);
        } else {
            sink.framing(framingBytes);
        }
        endLine(character, heartbeat ? Feed.OF_HEARTBEAT : Feed.OF_FRAMING);
    }

    private void tellData(ByteBuffer bytes) {
        if (dataStart == NOWHERE) {
            EventText.tell(earlierData, sink);
        } else {
            EventText.tell(bytes, dataStart, dataBytes, sink);
        }
    }

    private void clearBlock() {
        blockBytes = 0;
        commented = false;
        hasData = false;
        dataBytes = 0;
        dataStart = NOWHERE;
        earlierData.clear();
    }

    private void countLineFeed(Feed feed) {
        switch (feed) {
            case OF_BLOCK -> countInBlock(1);
            case OF_HEARTBEAT -> sink.heartbeat(1);
            case OF_FRAMING -> sink.framing(1);
            case A_LINE_OF_ITS_OWN -> throw new IllegalStateException("no CR before");
        }
    }

    private void countInBlock(int bytes) {
        blockBytes += bytes;
        if (blockBytes > EventText.MOST_BYTES) {
            throw new MalformedResponse("event stream block longer than " + EventText.MOST_BYTES + " bytes");
        }
    }

    private static boolean isLineEnd(int character) {
        return character == '\n' || character == '\r';
    }
}
