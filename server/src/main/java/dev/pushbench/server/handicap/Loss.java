package dev.pushbench.server.handicap;

import dev.pushbench.server.room.Batch;
import java.io.IOException;
import java.nio.channels.GatheringByteChannel;

/**
 * Loses one delivery: it is not written to its reader, whose cursor goes on all the same.
 *
 * <p>Shared by the lanes of a server. Their writes take turns until the loss has happened, so that it happens once.
 */
public final class Loss {
    private static final int NO_PIECE = -1;

    private final long delivery;
    private long delivered;
    private volatile boolean hasHappened;

    /**
     * @param delivery that is lost, counted from 1 over all connections that are pushed to; where a part of it is already written when
     *     its turn comes, the next one is
     */
    public Loss(long delivery) {
        this.delivery = delivery;
    }

    /** What a lane is to write with. */
    public Batch batch() {
        return new LossyBatch();
    }

    private final class LossyBatch extends Batch {
        @Override
        public long writeTo(GatheringByteChannel channel) throws IOException {
            if (hasHappened) {
                return super.writeTo(channel);
            }
            synchronized (Loss.this) {
                int unlucky = hasHappened ? NO_PIECE : unluckyPiece();
                if (unlucky != NO_PIECE) {
                    drop(unlucky);
                }
                long bytes = super.writeTo(channel);
                count(unlucky);
                return bytes;
            }
        }

        private int unluckyPiece() {
            long turn = delivered;
            for (int piece = 0; piece < count(); piece++) {
                if (entry(piece) != null) {
                    turn++;
                    if (turn >= delivery && written(piece) == 0) {
                        return piece;
                    }
                }
            }
            return NO_PIECE;
        }

        /** A piece is delivered, and a dropped one lost, when all before it are written; else it is gathered again. */
        private void count(int unlucky) {
            for (int piece = 0; piece < count() && isWritten(piece); piece++) {
                delivered += entry(piece) == null ? 0 : 1;
                hasHappened |= piece == unlucky;
            }
        }
    }
}
