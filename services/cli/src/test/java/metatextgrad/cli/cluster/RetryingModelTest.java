package metatextgrad.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.testing.Repository;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Reply.TryAgain.Reach;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.model.ModelRole;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import org.junit.jupiter.api.Test;

/** Calls of a comparison are repeated by the rules of the worker. */
final class RetryingModelTest {
    private static final Reply ANSWER = new Reply.Answered("yes", new Usage(1, 1), "m");
    private static final ModelSpec MODEL =
            Inputs.project("dyck.yaml", Repository.read("examples/dyck.yaml"))
                    .loop()
                    .model(ModelRole.PROGRAM);

    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void shouldWaitAsLongAsAServerThatThrottlesWants() {
        Duration minute = Duration.ofMinutes(1);
        RetryingModel model =
                model(
                        new Reply.RateLimited("full", minute),
                        new Reply.RateLimited("full", null),
                        ANSWER);

        assertThat(model.ask(MODEL, List.of(), 0)).isEqualTo(ANSWER);
        assertThat(pauses).containsExactly(minute, Duration.ofSeconds(2));
        assertThat(model.calls()).isEqualTo(1);
    }

    @Test
    void shouldEndACallThatIsThrottledForTenMinutes() {
        RetryingModel model =
                model(
                        Collections.nCopies(
                                20, new Reply.RateLimited("full", Duration.ofMinutes(5))));

        assertThat(model.ask(MODEL, List.of(), 0))
                .isEqualTo(new Reply.Refused(new Failure.Infrastructure("full")));
        assertThat(pauses).hasSize(2);
        assertThat(model.calls()).isZero();
    }

    @Test
    void shouldRepeatAFailureThatMayBeBilledOnce() {
        Reply broken = new Reply.TryAgain("broke off", null, Reach.MODEL);
        RetryingModel model = model(broken, broken, ANSWER);

        assertThat(model.ask(MODEL, List.of(), 0))
                .isEqualTo(new Reply.Refused(new Failure.Infrastructure("broke off")));
        assertThat(model.calls()).isEqualTo(2);
    }

    @Test
    void shouldRepeatAFailureOfTheServerUntilItAnswers() {
        Reply down = new Reply.TryAgain("status 503", null, Reach.SERVER);
        RetryingModel model =
                model(
                        Stream.concat(Collections.nCopies(9, down).stream(), Stream.of(ANSWER))
                                .toList());

        assertThat(model.ask(MODEL, List.of(), 0)).isEqualTo(ANSWER);
        assertThat(pauses).hasSize(9);
        assertThat(model.calls()).isEqualTo(1);
    }

    @Test
    void shouldEndTheCommandIfOnlyAnOperatorCanHelp() {
        RetryingModel model = model(new Reply.Unavailable("the key is wrong"));

        assertThatThrownBy(() -> model.ask(MODEL, List.of(), 0))
                .isInstanceOfSatisfying(
                        EnvironmentProblem.class,
                        problem -> assertThat(problem.exit()).isEqualTo(Exit.CONFIGURATION))
                .hasMessage("the key is wrong");
    }

    private RetryingModel model(Reply... replies) {
        return model(List.of(replies));
    }

    private RetryingModel model(List<Reply> replies) {
        Iterator<Reply> next = replies.iterator();
        return new RetryingModel((spec, messages, seed) -> next.next(), pauses::add);
    }
}
