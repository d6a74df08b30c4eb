package dev.pushbench.server;

import dev.pushbench.server.ServerOptions.Handicap;
import picocli.CommandLine.Option;

/** The options that plant a fault in a server. Left out of the help: nobody who wants a server wants them. */
public final class HandicapOptions {
    /** How they are written, for messages. */
    public static final String FORM = Handicap.CPU + " SHARE, " + Handicap.HEADER_BYTES + " N, " + Handicap.LOSE + " N";

    @Option(names = Handicap.CPU, paramLabel = "SHARE", hidden = true)
    private double cpuShare;

    @Option(names = Handicap.HEADER_BYTES, paramLabel = "N", hidden = true)
    private int headerBytes;

    @Option(names = Handicap.LOSE, paramLabel = "N", hidden = true)
    private long lostDelivery;

    /** @throws IllegalArgumentException where an option is out of its range */
    public Handicap handicap() {
        return new Handicap(cpuShare, headerBytes, lostDelivery);
    }
}
