#!/usr/bin/env python3
"""Recomputes the figures of a run's summary.csv from the data behind them, in another language and without the project's code.

    python3 tests/oracle/oracle.py results/RUN

Reads latency.hlog (HdrHistogram log 1.3), intervals.csv, timeline.csv and trials.csv. Prints each figure that disagrees, then how many were
compared. Exit code 0 if all agree, 1 if one does not, 2 if the run cannot be read. Needs Python 3.8 and nothing else.
"""

import base64
import collections
import csv
import decimal
import pathlib
import struct
import sys
import zlib

V2_COMPRESSED_COOKIE = 0x1C849304
V2_COOKIE = 0x1C849303
MIN_SAMPLES_BEYOND = 10
MIN_EVENTS = 10
PERCENTILES = {"p50": 50, "p90": 90, "p99": 99, "p999": 99.9, "p9999": 99.99}
CLASSES = ["payload", "framing", "head", "control", "tls", "handshake"]
OVERHEAD = ["framing", "head", "control", "tls"]
REJECTED = ".rejected"


class Histogram:
    """Counts by value, as HdrHistogram's encoding V2 has them: a value stands for all that fall into the same bucket."""

    def __init__(self):
        self.counts = collections.Counter()
        self.highest_equivalent = {}

    def add_encoded(self, text):
        cookie, length = struct.unpack(">ii", (data := base64.b64decode(text))[:8])
        if cookie & ~0xF0 != V2_COMPRESSED_COOKIE & ~0xF0:
            raise ValueError("not a compressed histogram: cookie %x" % cookie)
        body = zlib.decompress(data[8 : 8 + length])
        cookie, payload, normalizing, digits, lowest, _, _ = struct.unpack(">iiiiqqd", body[:40])
        if cookie & ~0xF0 != V2_COOKIE & ~0xF0 or normalizing != 0:
            raise ValueError("not a histogram of encoding V2: cookie %x" % cookie)
        unit_magnitude = max(0, lowest.bit_length() - 1)
        sub_bucket_count_magnitude = (2 * 10**digits - 1).bit_length()
        half_magnitude = sub_bucket_count_magnitude - 1
        half_count = 1 << half_magnitude
        index = 0
        for number in zigzag_leb128(body[40 : 40 + payload]):
            if number < 0:
                index += -number
                continue
            if number > 0:
                bucket = (index >> half_magnitude) - 1
                sub_bucket = (index & (half_count - 1)) + half_count
                if bucket < 0:
                    sub_bucket -= half_count
                    bucket = 0
                value = sub_bucket << (bucket + unit_magnitude)
                self.counts[value] += number
                self.highest_equivalent[value] = value + (1 << (bucket + unit_magnitude)) - 1
            index += 1

    @property
    def total(self):
        return sum(self.counts.values())

    def percentile(self, percent):
        wanted = max(1, int(decimal.Decimal(str(percent)) / 100 * self.total + decimal.Decimal("0.5")))
        seen = 0
        for value in sorted(self.counts):
            seen += self.counts[value]
            if seen >= wanted:
                return self.highest_equivalent[value]
        raise ValueError("an empty histogram has no percentile")

    def max(self):
        return self.highest_equivalent[max(self.counts)]


def zigzag_leb128(data):
    at = 0
    while at < len(data):
        number = shift = 0
        while True:
            byte = data[at]
            at += 1
            if shift == 56:  # the ninth byte has eight bits of the number
                number |= byte << shift
                break
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        yield (number >> 1) ^ -(number & 1)


def latencies(path):
    by_tag = collections.defaultdict(Histogram)
    for line in path.read_text().splitlines():
        if line.startswith("Tag="):
            tag, _, _, _, encoded = line.split(",")
            by_tag[tag[len("Tag=") :]].add_encoded(encoded)
    return by_tag


def rows(path):
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


class Check:
    def __init__(self):
        self.compared = 0
        self.wrong = 0

    def same(self, what, published, computed, within):
        """An empty figure has to be empty on both sides; any other may be off by rounding."""
        self.compared += 1
        agree = (published == "") == (computed is None) and (
            computed is None or abs(float(published) - computed) <= within + 1e-9 * abs(computed)
        )
        if not agree:
            self.wrong += 1
            print("%s: published %s, computed %s" % (what, published or "nothing", "nothing" if computed is None else computed))


def counted_trials(cell, trials, verdict):
    """The trials that a group of a cell's figures is of: those with a usable verdict, or all where there is none."""
    own = [row for row in trials if row["cell"] == cell]
    usable = [row for row in own if row[verdict] != "INVALID"]
    return usable or own


def windows_of(cell, trials, intervals):
    """The seconds of these trials' windows."""
    forks = {row["fork"] for row in trials}
    return [row for row in intervals if row["cell"] == cell and row["fork"] in forks and row["part"] == "window"]


def check_latencies(check, summary, histogram):
    cell = summary["cell"]
    events = int(summary["window_events"] or 0)
    total = histogram.total if histogram else 0
    for name, percent in PERCENTILES.items():
        beyond = total * (1 - decimal.Decimal(str(percent)) / 100)
        backed = beyond >= MIN_SAMPLES_BEYOND and events >= MIN_EVENTS
        computed = histogram.percentile(percent) / 1e3 if backed else None
        check.same(cell + " latency_%s_us" % name, summary["latency_%s_us" % name], computed, 0.05)
    check.same(cell + " latency_max_us", summary["latency_max_us"], histogram.max() / 1e3 if total else None, 0.05)


def check_window(check, summary, intervals, trials):
    cell = summary["cell"]
    window = [row for row in intervals if row["part"] == "window"]
    total = lambda column: sum(int(row[column]) for row in window)
    arrivals = total("arrivals")
    per_delivery = lambda amount: amount / arrivals if arrivals else None
    up_and_down = {each: (total(each + "_bytes_up"), total(each + "_bytes_down")) for each in CLASSES}
    for each in CLASSES:
        if each != "handshake":
            up, down = up_and_down[each]
            for suffix, amount in (("", up + down), ("_up", up), ("_down", down)):
                column = each + "_bytes_per_delivery" + suffix
                check.same(cell + " " + column, summary[column], per_delivery(amount), 0.00005)
    overhead = sum(sum(up_and_down[each]) for each in OVERHEAD)
    check.same(cell + " overhead", summary["overhead_bytes_per_delivery"], per_delivery(overhead), 0.00005)
    check.same(cell + " requests", summary["requests_per_delivery"], per_delivery(total("requests")), 0.00005)
    polls = total("requests")
    check.same(cell + " empty", summary["empty_answer_share"], total("empty_answers") / polls if polls else None, 0.00005)
    for column, amount in (
        ("window_arrivals", arrivals),
        ("window_requests", polls),
        ("window_connections_opened", total("connections_opened")),
    ):
        check.same(cell + " " + column, summary[column], amount, 0)
    millis = total("duration_ms")
    configured = float(summary["window_ms"]) * int(summary["windows"]) * len(trials)
    check.same(cell + " length of the windows in ms", str(configured), millis, 0)
    if summary["rate_per_s"] and summary["arrivals"] == "constant" and summary["pair_gap_ms"] == "":
        due = float(summary["rate_per_s"]) * configured / 1e3
        check.same(cell + " events due", summary["window_events"], due, len(trials) * (due != round(due)))
        delivered = sum(int(row["deliveries"]) for row in intervals)
        check.same(cell + " deliveries in the histograms", summary["delivered"], delivered, 0)


def check_cost(check, summary, window):
    """One figure of the server's CPU from the other: by the deliveries and by the time of the same windows."""
    arrivals = sum(int(row["arrivals"]) for row in window)
    minutes = sum(int(row["duration_ms"]) for row in window) / 60e3
    per_delivery, per_minute = summary["server_cpu_us_per_delivery"], summary["server_cpu_ms_per_user_minute"]
    if per_delivery and per_minute and arrivals:
        of_a_user = arrivals / 1e3 / minutes / int(summary["users"])
        rounding = 0.005 * of_a_user + 0.0005
        check.same(summary["cell"] + " server CPU of a user and minute", per_minute, float(per_delivery) * of_a_user, rounding)


def check_timeline(check, summary, flights):
    """Events at equal distances are due at whole multiples of 1 / rate from the start of the first window."""
    if summary["arrivals"] != "constant" or summary["pair_gap_ms"] != "" or not flights:
        return
    spacing = 1e6 / float(summary["rate_per_s"])
    first = {}
    for row in flights:
        due, sent, received = (float(row[column]) for column in ("due_us", "sent_us", "received_us"))
        number = int(row["seq"]) - first.setdefault(row["fork"], int(row["seq"]))
        if summary["users_per_room"] == summary["users"]:
            check.same(summary["cell"] + " event %d due" % number, row["due_us"], number * spacing, 0.002)
        check.same(summary["cell"] + " event %d in order" % number, str(int(due <= sent <= received)), 1, 0)


def main(run):
    summaries = rows(run / "summary.csv")
    trials = rows(run / "trials.csv")
    intervals = rows(run / "intervals.csv")
    timeline = rows(run / "timeline.csv") if (run / "timeline.csv").exists() else []
    by_tag = latencies(run / "latency.hlog")
    check = Check()
    for summary in summaries:
        cell = summary["cell"]
        if not summary["delivered"]:
            continue
        own = counted_trials(cell, trials, "validity_exact")
        forks = {row["fork"] for row in own}
        histogram = by_tag.get(cell) or by_tag.get(cell + REJECTED)
        check_latencies(check, summary, histogram)
        check_window(check, summary, [row for row in intervals if row["cell"] == cell and row["fork"] in forks], own)
        check_cost(check, summary, windows_of(cell, counted_trials(cell, trials, "validity_cost"), intervals))
        check_timeline(check, summary, [row for row in timeline if row["cell"] == cell])
    print("%d figures of %d cells compared, %d differ" % (check.compared, len(summaries), check.wrong))
    return 0 if check.compared and not check.wrong else 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: oracle.py RUN")
    try:
        sys.exit(main(pathlib.Path(sys.argv[1])))
    except (OSError, KeyError, ValueError, struct.error) as unreadable:
        print("oracle: %s cannot be read: %r" % (sys.argv[1], unreadable), file=sys.stderr)
        sys.exit(2)
