package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.GatewayUnderTest.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConsoleStepsTest extends ConsoleTest {
    private static final String STEPS = "/runs/adapt-dyck-000002/steps";

    @BeforeEach
    void state() {
        fill("");
    }

    @Test
    void shouldListTheStepsOfTheRunNewestFirst() throws Exception {
        String page = person(KEY).get(STEPS).body();

        assertThat(page)
                .containsSubsequence("invalid", "rejected", "0.710", "accepted", "0.740")
                .contains(", round 1, step 2")
                .contains(
                        "data-points=\"{&#34;names&#34;:[&#34;Step 1&#34;,&#34;Step 2&#34;],&#34;validation&#34;:[0.74,0.71],&#34;low&#34;:[0.65,0.62]")
                .doesNotContain("0.990");
    }

    @Test
    void shouldShowTheBatchWithAnswersLossesAndGradients() throws Exception {
        String page = person(KEY).get(STEPS + "/trial-7/1").body();

        assertThat(page)
                .contains("<ins>Keep a stack while you read. </ins>")
                .contains("task-1-0", "task-1-9", "Page 1 of 2")
                .contains("The brackets are not closed in order.")
                .contains("Say that a stack gives the order")
                .contains("mail [e-mail]")
                .contains("optimizer-state, partition 0, offset 0", "140 calls, 56\u202f100 tokens")
                .doesNotContain("ada@example.org", "task-1-10", "task-2-0");
        assertThat(person(KEY).get(STEPS + "/trial-7/1?page=2").body())
                .contains("task-1-10", "task-1-11", "Page 2 of 2")
                .doesNotContain("task-1-9");
    }

    @Test
    void shouldShowWhyAReplyWasNotUsable() throws Exception {
        assertThat(person(KEY).get(STEPS + "/trial-7/3").body())
                .contains("This step made no proposal.", "no tag in it");
    }

    @Test
    void shouldStateThatRecordsAreMissing() throws Exception {
        records.tooMany();

        assertThat(person(KEY).get(STEPS).body()).contains("older steps are missing");
    }

    @Test
    void shouldRefuseAPageThatIsNoNumber() throws Exception {
        HttpResponse<String> answer = person(KEY).get(STEPS + "?page=-1");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("`page` must be a number from 1");
    }

    @Test
    void shouldStateThatKafkaIsAway() throws Exception {
        gateway.close();
        gateway.records(null).start();
        fill("");

        HttpResponse<String> answer = person(KEY).get(STEPS);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("Kafka or the registry cannot be reached");
    }
}
