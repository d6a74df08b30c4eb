package dev.pushbench.bench.jmh;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A benchmark of the suite.
 *
 * @param method {@code Class.method}
 * @param parameters with which it is measured, in the order in which they are told; none where it has none
 */
record MicroBenchmark(String method, Map<String, String> parameters) {
    MicroBenchmark {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters)); // keeps the order
    }

    /** The method, and the values of its parameters if there are any: {@code Class.method[websocket,100]}. */
    String name() {
        return parameters.isEmpty() ? method : method + "[" + String.join(",", parameters.values()) + "]";
    }

    /** The name by which JMH knows the method. */
    String qualified() {
        return MicroBenchmark.class.getPackageName() + "." + method;
    }
}
