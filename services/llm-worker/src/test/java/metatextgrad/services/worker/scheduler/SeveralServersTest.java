package metatextgrad.services.worker.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Reply.TryAgain.Reach;
import metatextgrad.llm.Usage;
import metatextgrad.model.RunId;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.project.ModelSpec;
import org.junit.jupiter.api.Test;

/** Circuits are kept for each server and model (ADR 41). */
final class SeveralServersTest {
    private static final Reply OK = new Reply.Answered("4", new Usage(3, 1), "m");
    private static final Reply DOWN = new Reply.Unavailable("401");
    private static final Reply UNREACHABLE =
            new Reply.TryAgain("no connection: refused", null, Reach.NO_CONNECTION);
    private static final ModelSpec ELSEWHERE =
            new ModelSpec("small", 0.0, 100, 30, null, null, null, "http://eu/v1", null);

    private final FakeKafka kafka = new FakeKafka(10);

    @Test
    void shouldBlockOnlyTheServerWhoseKeyIsRefused() {
        kafka.polled(elsewhere("2+2?"));
        kafka.commit();
        kafka.reply(DOWN);
        kafka.commit();
        kafka.polled(elsewhere("3+3?"), here("4+4?"));
        kafka.commit();

        assertThat(models()).containsExactly("small");
        kafka.reply(OK);
        kafka.commit();
        assertThat(kafka.answers).hasSize(1);
        assertThat(kafka.statuses).containsExactly("every model at http://eu/v1: 401");

        kafka.fireTimers();
        kafka.commit();
        while (!kafka.calls.isEmpty()) {
            kafka.reply(OK);
            kafka.commit();
        }
        assertThat(kafka.answers).hasSize(3);
        assertThat(kafka.statuses.getLast()).isEqualTo("usable");
    }

    @Test
    void shouldBlockNoOtherServerThanItsOwn() {
        kafka.polled(here("2+2?"));
        kafka.commit();
        kafka.reply(DOWN);
        kafka.commit();
        kafka.polled(elsewhere("3+3?"), here("4+4?"));
        kafka.commit();

        assertThat(models()).containsExactly("small at http://eu/v1");
        assertThat(kafka.statuses).containsExactly("every model: 401");
    }

    @Test
    void shouldBlockNoOtherKeyOfTheSameServer() {
        kafka.polled(withKey("WRONG_KEY", "2+2?"));
        kafka.commit();
        kafka.reply(DOWN);
        kafka.commit();
        kafka.polled(withKey("EU_KEY", "3+3?"), withKey("WRONG_KEY", "4+4?"), elsewhere("5+5?"));
        kafka.commit();

        assertThat(models())
                .containsExactly("small at http://eu/v1 EU_KEY", "small at http://eu/v1");
        assertThat(kafka.statuses).containsExactly("every model at http://eu/v1 WRONG_KEY: 401");
    }

    @Test
    void shouldReportAnUnreachableServerUntilItAnswers() {
        kafka.polled(elsewhere("2+2?"));
        kafka.commit();
        kafka.reply(UNREACHABLE);
        kafka.commit();
        kafka.polled(here("4+4?"));
        kafka.commit();
        kafka.reply(OK);
        kafka.commit();
        assertThat(kafka.statuses).hasSize(1);
        assertThat(kafka.statuses.getFirst()).contains("no connection: refused at http://eu/v1");

        kafka.fireTimers();
        kafka.commit();
        kafka.reply(OK);
        kafka.commit();
        assertThat(kafka.statuses).hasSize(2);
        assertThat(kafka.statuses.getLast()).isEqualTo("usable");
    }

    @Test
    void shouldNotReportAnUnreachableServerOnceItsRunIsCancelled() {
        unreachable();

        kafka.control(new RunCancelled(new RunId("run")));
        kafka.fireTimers();
        kafka.commit();

        assertThat(kafka.statuses).hasSize(2).endsWith("usable");
    }

    @Test
    void shouldNotReportAnUnreachableServerOnceItsPartitionMoved() {
        unreachable();

        kafka.release();

        assertThat(kafka.statuses).hasSize(2).endsWith("usable");
    }

    @Test
    void shouldCloseTheCircuitOfAnUnreachableServerOnceItsRunIsCancelled() {
        unreachable();
        for (int i = 1; i < CircuitBreaker.FAILURES; i++) {
            kafka.fireTimers();
            kafka.commit();
            kafka.reply(UNREACHABLE);
            kafka.commit();
        }
        assertThat(kafka.gauge("mtg.llm.circuits.open")).isEqualTo(1);

        kafka.control(new RunCancelled(new RunId("run")));
        kafka.fireTimers();
        kafka.commit();

        assertThat(kafka.gauge("mtg.llm.circuits.open")).isZero();
        assertThat(kafka.statuses).endsWith("usable");
    }

    private void unreachable() {
        kafka.polled(elsewhere("2+2?"));
        kafka.commit();
        kafka.reply(UNREACHABLE);
        kafka.commit();
        assertThat(kafka.statuses).containsExactly("no connection: refused at http://eu/v1");
    }

    private List<String> models() {
        return kafka.calls.stream().map(call -> call.model().text()).toList();
    }

    private static LlmRequest elsewhere(String question) {
        return SampleRequests.request(ELSEWHERE, question, "slot-1");
    }

    private static LlmRequest withKey(String variable, String question) {
        ModelSpec model =
                new ModelSpec(
                        "small", 0.0, 100, 30, null, null, null, ELSEWHERE.baseUrl(), variable);
        return SampleRequests.request(model, question, "slot-" + variable);
    }

    private static LlmRequest here(String question) {
        return SampleRequests.request(question, "slot-1");
    }
}
