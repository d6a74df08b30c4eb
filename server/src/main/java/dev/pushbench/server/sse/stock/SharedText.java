package dev.pushbench.server.sse.stock;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pushbench.server.room.BareFraming;
import dev.pushbench.server.room.Entry;
import org.jspecify.annotations.Nullable;

/**
 * The event that is being sent, as the strings that the stock API wants: made once for all readers that are at the same event. Any
 * thread may ask; two that ask at once may make it twice.
 */
final class SharedText {
    private volatile @Nullable Text last;

    record Text(Entry entry, String id, String data) {}

    Text of(Entry entry) {
        Text known = last;
        if (known != null && known.entry == entry) {
            return known;
        }
        String data =
                UTF_8.decode(entry.framed(BareFraming.INSTANCE).duplicate()).toString();
        Text made = new Text(entry, Long.toString(entry.seq()), data);
        last = made;
        return made;
    }
}
