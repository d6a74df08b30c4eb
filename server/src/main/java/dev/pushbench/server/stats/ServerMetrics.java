package dev.pushbench.server.stats;

import dev.pushbench.server.room.Lane;
import dev.pushbench.server.room.Rooms;
import dev.pushbench.server.wire.Lanes;
import dev.pushbench.server.wire.WireCounts;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/**
 * The server's own counters under the names of a Prometheus scrape. Counts nothing itself: it looks at what is counted anyway,
 * once for each scrape, so that nothing is paid for it until somebody asks. Values are doubles, as Prometheus has them: exact up
 * to 2^53. Any thread may collect.
 */
public final class ServerMetrics implements MultiCollector {
    private final Rooms rooms;
    private final Lanes lanes;
    private final WireCounts wire;

    public ServerMetrics(Rooms rooms, Lanes lanes, WireCounts wire) {
        this.rooms = rooms;
        this.lanes = lanes;
        this.wire = wire;
    }

    @Override
    public MetricSnapshots collect() {
        long closed = wire.connectionsClosed(); // before what was accepted, else there could be fewer than none open
        long accepted = wire.connectionsAccepted();
        return MetricSnapshots.of(
                gauge("pushbench_rooms", "Rooms there are now.", rooms.count()),
                counter("pushbench_events_appended", "Events appended to all rooms.", rooms.events()),
                counter(
                        "pushbench_deliveries",
                        "Events handed to connections: one event for ten readers makes ten.",
                        lanes.all().stream().mapToLong(Lane::deliveries).sum()),
                counter(
                        "pushbench_gap_notices",
                        "Times a reader was told that events had fallen out of retention before it read them.",
                        lanes.all().stream().mapToLong(Lane::gapNotices).sum()),
                counter(
                        "pushbench_reader_failures",
                        "Readers that failed by a defect of the server: each had its connection closed.",
                        lanes.all().stream().mapToLong(Lane::failures).sum()),
                counter("pushbench_connections_accepted", "Connections accepted.", accepted),
                counter("pushbench_connections_closed", "Connections closed, by whichever side.", closed),
                gauge("pushbench_connections_open", "Connections open now.", accepted - closed),
                counter(
                        "pushbench_received_bytes",
                        "Bytes read off all sockets, whatever they carried.",
                        wire.bytesIn()),
                counter(
                        "pushbench_sent_bytes",
                        "Bytes written to all sockets, whatever they carried.",
                        wire.bytesOut()),
                counter(
                        "pushbench_received_plain_bytes",
                        "Bytes received without what TLS added; all of them where there is no TLS.",
                        wire.plainBytesIn()),
                counter(
                        "pushbench_sent_plain_bytes",
                        "Bytes sent without what TLS added, likewise.",
                        wire.plainBytesOut()));
    }

    /** The text formats append {@code _total} to the name. */
    private static MetricSnapshot counter(String name, String help, long value) {
        return CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(
                        CounterDataPointSnapshot.builder().value((double) value).build())
                .build();
    }

    private static MetricSnapshot gauge(String name, String help, long value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(
                        GaugeDataPointSnapshot.builder().value((double) value).build())
                .build();
    }
}
