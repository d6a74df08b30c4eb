package dev.pushbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/**
 * A response.
 *
 * @param headers by their names in lower case
 */
record Answer(int status, Map<String, String> headers, String body) {
    /** The value of a header; empty where there is none. */
    String header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, "");
    }

    /** That this is a refusal as the contract words it: one line of JSON that gives a reason. */
    void isRefusal(int expectedStatus) {
        assertThat(this).extracting(Answer::status).as(body).isEqualTo(expectedStatus);
        assertThat(header("content-type")).isEqualTo("application/json");
        assertThat(body).matches("\\{\"error\":\"[^\\n]+\"}\\n");
        assertThat(Json.fields(body)).containsOnlyKeys("error");
    }
}
