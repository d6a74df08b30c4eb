package dev.pushbench.server;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what a server lets strangers do. */
final class ExposureOptions {
    @Mixin
    private final BoundsOptions bounds = new BoundsOptions();

    @Mixin
    private final AccessOptions access = new AccessOptions();

    @Option(
            names = "--ws-echo",
            description = "Offer GET /ws-echo, a WebSocket that gives back each message, for conformance tests.")
    private boolean echo;

    @Option(
            names = "--ws-deflate",
            description = "Compress WebSocket messages where the client offers permessage-deflate.")
    private boolean deflate;

    /** @throws IllegalArgumentException where an option is out of its range */
    Exposure exposure() {
        return new Exposure(bounds.bounds(), access.access(), echo, deflate);
    }
}
