package dev.pushbench.bench.alternatives;

/** Where a crowd's process waits so that whoever started it can look at the server, and goes on when it is told to. */
enum Stage {
    /** Its engine has been in use, and nobody is connected. */
    ALONE,
    /** Every user is connected, and none has got anything. */
    CONNECTED,
    /** The warm-up is over. */
    WARM,
    /** All is measured; its figures follow. */
    DONE
}
