package metatextgrad.conformance;

import static metatextgrad.conformance.MetaReplies.reaching;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import metatextgrad.llm.Reply;
import metatextgrad.llm.ScriptedModel.Call;
import metatextgrad.model.Failure;
import metatextgrad.model.event.CandidateOutput;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No decision depends on the text of an error: a server or a proxy may write any words. */
final class FailureTextTest {
    @ParameterizedTest
    @CsvSource({
        "train, 'budget spent: '",
        "val, 'budget spent: '",
        "test, 'budget spent: '",
        "critic, 'budget spent: '",
        "writer, 'budget spent: '",
        "meta, 'budget spent: '",
        "train, 'content: '",
        "val, 'content: '",
        "critic, 'content: '",
        "writer, 'content: '",
        "val, 'malformed: '",
        "critic, 'malformed: '"
    })
    void shouldDecideAlikeWhateverTheErrorTextSays(String role, String phrase) {
        assertThat(decisions(role, phrase + "9")).isEqualTo(decisions(role, "overloaded"));
        assertThat(decisions(role, "400: " + phrase + "9")).isEqualTo(decisions(role, "down"));
    }

    @ParameterizedTest
    @CsvSource({"val", "critic"})
    void shouldTakeAnUnusableAnswerForOneWhateverItsErrorTextSays(String role) {
        Function<String, Reply> unusable =
                text -> new Reply.Unusable(new Failure.Content(text), Script.USAGE);
        assertThat(decisions(role, unusable.apply("malformed: no")))
                .isEqualTo(decisions(role, unusable.apply("cut off")));
    }

    private static List<Object> decisions(String role, String text) {
        return decisions(role, new Reply.Refused(new Failure.Infrastructure(text)));
    }

    private static List<Object> decisions(String role, Reply failure) {
        EmittedEvents emitted =
                new Scenario()
                        .optimizers(reaching("a", 2, 2), reaching("b", 3, 2))
                        .meta(new MetaSettings(1, 1, 1, 0, InitialScore.TRIAL))
                        .script(failing(MetaReplies.rising(), role, failure))
                        .run();
        assertThat(emitted.all(RunState.class).getLast().status().open()).isFalse();
        return emitted.events().stream().flatMap(event -> decision(event).stream()).toList();
    }

    private static List<Object> decision(Event event) {
        return switch (event) {
            case CandidateOutput output -> List.of(output.key(), output.end());
            case TextualLoss loss -> List.of(loss.key(), loss.score());
            case GradientComputed item -> List.of(item.key(), item.gradients().size());
            case OptimizerState step -> List.of(step.key(), step.decision(), step.incumbent());
            case ScoreAggregated report ->
                    List.of(report.stepRef(), report.status(), report.stats());
            case OptimizerVersion version -> List.of(version.spec(), version.verdict());
            case RunState state -> List.of(state.status(), state.lines());
            default -> List.of();
        };
    }

    /** The seed program's score exists before this role fails some of its calls. */
    private static Script failing(Script script, String role, Reply failure) {
        AtomicInteger calls = new AtomicInteger();
        int before = role.equals("val") ? 10 : 0;
        return switch (role) {
            case "critic" ->
                    script.critic(
                            call -> calls.incrementAndGet() % 3 == 0 ? failure : critique(call));
            case "writer" ->
                    script.writer(
                            call ->
                                    calls.incrementAndGet() > 1
                                            ? failure
                                            : MetaReplies.reaching(call));
            case "meta" -> script.meta(call -> failure);
            default ->
                    script.student(
                            call ->
                                    Script.question(call).startsWith(role)
                                                    && calls.incrementAndGet() > before
                                            ? failure
                                            : Script.answered(Script.student(call)));
        };
    }

    private static Reply critique(Call call) {
        return Script.answered(Script.critic(call));
    }
}
