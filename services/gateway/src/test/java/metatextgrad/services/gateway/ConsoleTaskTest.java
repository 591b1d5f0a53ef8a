package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.GatewayUnderTest.KEY;
import static metatextgrad.services.gateway.GatewayUnderTest.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import metatextgrad.model.KeptHeaders;
import metatextgrad.model.event.DeadLetter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConsoleTaskTest extends ConsoleTest {
    private static final String TASK = "/projects/dyck/tasks/task-1-1";

    @BeforeEach
    void state() {
        fill("");
    }

    @Test
    void shouldShowWhatHappenedByTimeWithOffsets() throws Exception {
        assertThat(person(KEY).get(TASK).body())
                .containsSubsequence(
                        "intake-inbox, partition 0, offset 0",
                        "Taken into the traffic of the project",
                        "tasks, partition 0, offset 0",
                        "Sent by an application",
                        "Answered by version",
                        "Feedback of a user: 0.000",
                        "Labelled by ada",
                        "judged by truth: 0.000",
                        "Drawn into window-3, for train",
                        "Scored in step 1 of run adapt-dyck-000002: train, wrong",
                        "Criticised in step 1 of run adapt-dyck-000002, gradients: 1")
                .contains("href=\"/runs/adapt-dyck-000002/steps/trial-7/1\"")
                .doesNotContain("task-1-2");
    }

    @Test
    void shouldShowThatFeedbackBecameADeadLetter() throws Exception {
        records.add(letter("mtg.intake-inbox", 2, "the project does not adapt"), SampleState.NOON);
        records.add(letter("mtg.intake-inbox", 7, "of another task"), SampleState.NOON);

        assertThat(person(OPERATOR).get(TASK).body())
                .contains(
                        "<a href=\"/dead-letters/mtg.intake-inbox-0-2\">Became a dead letter of intake: not-adapting</a>",
                        "the project does not adapt")
                .doesNotContain("of another task");
    }

    /** Its message may name other projects. */
    @Test
    void shouldShowNoDeadLetterToReaders() throws Exception {
        records.add(letter("mtg.intake-inbox", 2, "the project does not adapt"), SampleState.NOON);

        assertThat(person(KEY).get(TASK).body())
                .contains("Sent by an application")
                .doesNotContain("dead letter")
                .doesNotContain("does not adapt");
    }

    private static DeadLetter letter(String topic, long offset, String message) {
        ByteBuffer nothing = ByteBuffer.allocate(0);
        return new DeadLetter(
                topic,
                0,
                offset,
                "intake",
                "not-adapting",
                message,
                nothing,
                nothing,
                KeptHeaders.NONE);
    }

    @Test
    void shouldMaskTextsOfUsers() throws Exception {
        assertThat(person(KEY).get(TASK).body())
                .contains("write to [e-mail]")
                .doesNotContain("ada@example.org");
    }

    @Test
    void shouldLeadFromAnIdToItsTask() throws Exception {
        HttpResponse<String> answer = person(KEY).get("/projects/dyck/tasks?task=a%2Fb+");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("location")).contains("/projects/dyck/tasks/a%2Fb");
        assertThat(person(KEY).get("/projects/dyck/tasks").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldShowTasksToReadersOfTheProjectAlone() throws Exception {
        assertThat(person(KEY).get("/projects/ticket-triage/tasks/task-1-1").statusCode())
                .isEqualTo(404);
        keys("ticket-triage", "shop", "ada");
        Person person = person(KEY);
        await().until(() -> person.get(TASK).statusCode() == 403);
    }

    @Test
    void shouldStateThatRecordsMayBeMissing() throws Exception {
        records.tooMany();

        assertThat(person(KEY).get(TASK).body()).contains("Only the newest were searched");
    }
}
